using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Teahouse.Pay.News;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>One of a payee's charges: as it stands, or once it stands otherwise.</summary>
internal sealed class AwaitCharge(ChargeStore charges, WalletDoor door, TimeProvider clock, IHostApplicationLifetime house) {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/charges/{id}",
        [Reads] (string id, string? wait, string? state, WalletSession session, AwaitCharge charge, CancellationToken stop) => charge.Handle(id, wait, state, session, stop))
        .WithSummary("One of my charges. With 'wait' (seconds), once it stands otherwise than 'state' says, or after that time.")
        .Produces<Charge>().Needs(WalletScope.Receive).AtMost(Rate.Reading);

    private async Task<IResult> Handle(string id, string? wait, string? state, WalletSession session, CancellationToken stop) {
        var seconds = wait is null ? 0 : int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given <= PayLimits.ChargeWaitSecondsMax
            ? given : throw MatrixError.InvalidParam($"'wait' is a number of seconds up to {PayLimits.ChargeWaitSecondsMax}.").Thrown();
        if (await Find(id, session, stop) is not { } row) return Problem.NotFound;
        return TypedResults.Ok(Charge.Of(seconds == 0 || ChargeWords.State(row) != state ? row : await Wait(row, TimeSpan.FromSeconds(seconds), session, stop)));
    }

    private async Task<ChargeRow> Wait(ChargeRow before, TimeSpan atMost, WalletSession session, CancellationToken clientLeaves) {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientLeaves, house.ApplicationStopping);
        var began = clock.GetTimestamp();
        await using var seat = await door.Sit(session.Person, isPhone: false);
        while (true) {
            // Read after the seat is taken: what happens from here on is heard.
            var row = (await charges.Find(before.Name, clientLeaves))!;
            var left = atMost - clock.GetElapsedTime(began);
            if (ChargeWords.State(row) != ChargeWords.State(before) || left <= TimeSpan.Zero || seat.IsOver || either.IsCancellationRequested) return row;
            try {
                await seat.Next(left, either.Token);
            } catch (OperationCanceledException) when (!clientLeaves.IsCancellationRequested) { }
        }
    }

    private async Task<ChargeRow?> Find(string id, WalletSession session, CancellationToken stop) =>
        await charges.Find(id, stop) is { } row && row.To == session.Person ? row : null;
}
