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
        Person person, HttpContext http, FilterStore filters, DeviceMessages messages, SyncReader reader, Inboxes inboxes, ToldDevices told,
        IHostApplicationLifetime house,
        string? since = null, string? filter = null, string? full_state = null, string? timeout = null) {
        var stop = http.RequestAborted;
        var question = new SyncQuestion(
            since is null ? default : StreamToken.Parse("since", since),
            await filters.Resolve(person, filter, stop),
            Flag("full_state", full_state));
        var asked = Name(question.Since, filter);
        var areGone = told.HadNoMessages(person, asked) || await messages.Received(person, question.Since.Position, stop);
        var mayWait = Wait(timeout);
        var wait = since is null || question.FullState ? TimeSpan.Zero : mayWait;
        var (result, mark) = wait == TimeSpan.Zero ? (await reader.Read(person, question, stop), null)
            : await Answer(person, question, asked, wait, reader, inboxes, told, house.ApplicationStopping, stop);
        told.Remember(person, Name(result.Next, filter), mark, hadMessages: !areGone || result.Parts.ToDevice.Count > 0);
        return MatrixAnswer.Json(json => SyncWriter.Write(json, result));
    }

    /// <summary>What a device asks that goes on from a place.</summary>
    private static string Name(StreamToken since, string? filter) => $"{since.ForSync} {filter}";

    // Ten thousand people wait here at once. What was read before does not wait with them, so nothing is awaited once an answer is there.
    private static async Task<(SyncResult Result, RingMark? Mark)> Answer(
        Person person, SyncQuestion question, string asked, TimeSpan wait, SyncReader reader, Inboxes inboxes, ToldDevices told,
        CancellationToken closing, CancellationToken stop) {
        using var seat = await inboxes.Sit(person.Id);
        using var counted = TalkMeter.Waiting();
        seat.Stay(wait, closing, stop);
        if (told.HasNothingNew(person, asked, seat.Mark)) await seat.Rung;
        while (true) {
            stop.ThrowIfCancellationRequested();
            seat.Listen();
            var mark = seat.Mark;
            var result = await reader.Read(person, question, stop);
            if (result.HasNews || seat.IsOver) return (result, mark);
            await seat.Rung;
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
