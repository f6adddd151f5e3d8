using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.Talk.Events;
using Teahouse.Talk.Push;
using Teahouse.Talk.Receipts;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>How much a person has not read: what notifies and what is highlighted.</summary>
/// <param name="Notifications">Events that notify.</param>
/// <param name="Highlights">Those of them that are highlighted.</param>
internal readonly record struct Unread(long Notifications, long Highlights) {
    /// <summary>One more event.</summary>
    public Unread And(PushOutcome outcome) => new(Notifications + (outcome.Notify ? 1 : 0), Highlights + (outcome.Highlight ? 1 : 0));

    /// <summary>Writes it as a property.</summary>
    public void Write(Utf8JsonWriter json, string name) {
        json.WriteStartObject(name);
        json.WriteNumber("notification_count", Notifications);
        json.WriteNumber("highlight_count", Highlights);
        json.WriteEndObject();
    }
}

/// <summary>
/// Counts what is unread by asking the person's push rules about the events after their receipt. Nothing is written per person
/// and event: a message to a thousand people is one row. In encrypted rooms the words and mentions are inside the ciphertext,
/// so the server counts notifications there, and the app counts highlights.
/// </summary>
internal sealed class UnreadCounts {
    private const string MainThread = "main";

    private readonly PushEvaluator rules;
    private readonly SyncWindow window;
    private readonly IReadOnlyDictionary<long, ReadPosition> read;

    private UnreadCounts(PushEvaluator rules, SyncWindow window, IReadOnlyDictionary<long, ReadPosition> read) =>
        (this.rules, this.window, this.read) = (rules, window, read);

    /// <summary>The unread events of a room by thread; those in no thread, and those that are not counted apart, under "".</summary>
    public readonly record struct Counts(IReadOnlyDictionary<string, Unread> ByThread) {
        /// <summary>Writes them into a room of a sync answer.</summary>
        public void Write(Utf8JsonWriter json) {
            ByThread[""].Write(json, "unread_notifications");
            if (ByThread.Count == 1) return;
            json.WriteStartObject("unread_thread_notifications");
            foreach (var (thread, unread) in ByThread.Where(t => t.Key.Length > 0)) unread.Write(json, thread);
            json.WriteEndObject();
        }
    }

    /// <summary>Reads what counting needs: the person's rules and where they have read to.</summary>
    public static async Task<UnreadCounts> For(DbConnection connection, SyncWindow window, IReadOnlyCollection<long> rooms) => new(
        new(await PushRules.Read(connection, window.Person.Id, window.Person.UserId)),
        window,
        await ReadPositions.Read(connection, window.Person.Id, rooms));

    /// <summary>Counts a room.</summary>
    public async Task<Counts> In(DbConnection connection, RoomName room, RoomVisibility visibility) {
        var position = read.GetValueOrDefault(room.Number);
        var after = Math.Max(position?.Unthreaded ?? 0, visibility.Membership.LastJoinAt);
        var events = await RoomReader.Backwards(connection, room.Number, after, window.Until, TalkLimits.UnreadEventsMax);
        var counts = new SortedDictionary<string, Unread>(StringComparer.Ordinal) { [""] = default };
        if (events.Count == 0) return new(counts);
        var context = await Context(connection, room);
        foreach (var stored in events) {
            var thread = Relations.ThreadOf(stored.Pdu) ?? "";
            if (stored.Position <= (position?.Threads.GetValueOrDefault(thread.Length == 0 ? MainThread : thread) ?? 0)) continue;
            var apart = window.Filter.Timeline.UnreadThreadNotifications ? thread : "";
            counts[apart] = counts.GetValueOrDefault(apart).And(rules.Evaluate(ClientEvent.Json(stored.Pdu), context(stored.Pdu.Sender)));
        }
        return new(counts);
    }

    private async Task<Func<string, PushContext>> Context(DbConnection connection, RoomName room) {
        var members = await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM talk_member WHERE room = @Number AND membership = 'join'", new { room.Number });
        var create = (await RoomReader.StateEvent(connection, room.Number, EventTypes.Create))!.Pdu;
        var levels = PowerLevels.Of(room.Version, create, (await RoomReader.StateEvent(connection, room.Number, EventTypes.PowerLevels))?.Pdu);
        var own = (await RoomReader.StateEvent(connection, room.Number, EventTypes.Member, window.Person.UserId))?.Pdu;
        var name = own?.ContentText("displayname");
        return sender => new(window.Person.UserId, name, members, levels.Of(sender)) {
            NotificationLevels = levels.Notifications,
            Ignored = window.Ignored,
        };
    }
}
