using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.ToDevice;

namespace Teahouse.Talk.Sync;

/// <summary>Says what has happened since, and waits for it when nothing has. Spec: sync.</summary>
internal static class SyncRoute {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/sync", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Profile, DataClass.Contacts, DataClass.MessageContent, DataClass.MessageMetadata, DataClass.Devices)]
    private static async Task<IResult> Handle(
        Person person, HttpContext http, FilterStore filters, DeviceMessages messages, SyncReader reader, Inboxes inboxes, TimeProvider clock,
        IHostApplicationLifetime house,
        string? since = null, string? filter = null, string? full_state = null, string? timeout = null) {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var question = new SyncQuestion(
            since is null ? default : StreamToken.Parse("since", since),
            await filters.Resolve(person, filter, stop.Token),
            Flag("full_state", full_state));
        await messages.Received(person, question.Since.Position, stop.Token);
        var mayWait = Wait(timeout);
        var wait = since is null || question.FullState ? TimeSpan.Zero : mayWait;
        var result = await Answer(person, question, wait, reader, inboxes, clock, house.ApplicationStopping, stop.Token);
        return MatrixAnswer.Json(json => SyncWriter.Write(json, result));
    }

    private static async Task<SyncResult> Answer(
        Person person, SyncQuestion question, TimeSpan wait, SyncReader reader, Inboxes inboxes, TimeProvider clock,
        CancellationToken closing, CancellationToken stop) {
        if (wait == TimeSpan.Zero) return await reader.Read(person, question, stop);
        using var seat = await inboxes.Sit(person.Id);
        using var counted = TalkMeter.Waiting();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, closing);
        var timeIsUp = Task.Delay(wait, clock, end.Token);
        while (true) {
            seat.Listen();
            var result = await reader.Read(person, question, stop);
            if (result.HasNews || timeIsUp.IsCompleted) {
                await end.CancelAsync();
                return result;
            }
            await Task.WhenAny(seat.Rung, timeIsUp);
            stop.ThrowIfCancellationRequested();
        }
    }

    private static bool Flag(string name, string? text) => text switch {
        null or "false" => false,
        "true" => true,
        _ => throw MatrixError.InvalidParam($"'{name}' is true or false.").Thrown(),
    };

    private static TimeSpan Wait(string? timeout) =>
        timeout is null ? TimeSpan.Zero
        : long.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, TalkLimits.SyncWaitMillisecondsMax))
            : throw MatrixError.InvalidParam("'timeout' is a number of milliseconds.").Thrown();
}
