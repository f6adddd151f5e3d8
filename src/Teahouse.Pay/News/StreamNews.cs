using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.News;

/// <summary>Tells an open wallet at once what happens to its money (server-sent events). While a phone listens, it can be asked.</summary>
internal sealed class StreamNews(WalletDoor door, WalletSessions sessions, TimeProvider clock, IHostApplicationLifetime house) {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/events",
        [Reads(DataClass.Profile)] IResult (WalletSession session, StreamNews stream, CancellationToken stop) => TypedResults.ServerSentEvents(stream.Listen(session, stop)))
        .WithSummary("What happens, as it happens: hello (again and again), ask, askEnded, charge, payment, refund, movement, attempt, dispute, tally, wallet.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").Needs(WalletScope.Receive).OrTakeOut().AtMost(Rate.Reading);

    private async IAsyncEnumerable<SseItem<string>> Listen(WalletSession session, [EnumeratorCancellation] CancellationToken clientLeaves) {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clientLeaves, house.ApplicationStopping);
        var isPhone = session.Scope == WalletScope.Full;
        await using var seat = await door.Sit(session.Person, isPhone);
        yield return Hello();
        while (!seat.IsOver) {
            var news = await Next(seat, either.Token);
            // What has ended meanwhile is told nothing more, on whichever server it was ended.
            if (either.IsCancellationRequested || !await sessions.Holds(session, CancellationToken.None)) yield break;
            if (news is null) {
                yield return Hello();
            } else if (session.Scope != WalletScope.Receive || news.IsForTills) {
                yield return new(news.Json, news.Event);
            }
        }
    }

    private async Task<WalletNews?> Next(WalletDoor.Seat seat, CancellationToken stop) {
        try {
            return await seat.Next(TimeSpan.FromSeconds(PayLimits.HelloEverySeconds), stop);
        } catch (OperationCanceledException) {
            return null;
        }
    }

    private SseItem<string> Hello() => new(JsonSerializer.Serialize(new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }), "hello");
}
