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
    /// <summary>One more event. No more are counted than are looked at when a count is made anew.</summary>
    public Unread And(PushOutcome outcome) => new(
        Math.Min(Notifications + (outcome.Notify ? 1 : 0), TalkLimits.UnreadEventsMax),
        Math.Min(Highlights + (outcome.Highlight ? 1 : 0), TalkLimits.UnreadEventsMax));

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
    private readonly long rulesAt;
    private readonly SyncWindow window;
    private readonly UnreadMemory memory;
    private readonly IReadOnlyDictionary<long, ReadPosition> read;

    private UnreadCounts(PushEvaluator rules, long rulesAt, SyncWindow window, UnreadMemory memory, IReadOnlyDictionary<long, ReadPosition> read) =>
        (this.rules, this.rulesAt, this.window, this.memory, this.read) = (rules, rulesAt, window, memory, read);

    /// <summary>The unread events of a room by thread; those in no thread, and those that are not counted apart, under "".</summary>
    public readonly record struct Counts(IReadOnlyDictionary<string, Unread> ByThread) {
        /// <summary>Nothing is unread.</summary>
        public static Counts None { get; } = new(new Dictionary<string, Unread> { [""] = default });

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
    /// <param name="connection">The database.</param>
    /// <param name="window">Whose sync.</param>
    /// <param name="rulesAt">The position at which they edited their push rules.</param>
    /// <param name="memory">What was counted before.</param>
    /// <param name="rooms">What is going to be counted.</param>
    public static async Task<UnreadCounts> For(
        DbConnection connection, SyncWindow window, long rulesAt, UnreadMemory memory, IReadOnlyCollection<long> rooms) {
        var rules = await memory.RulesOf(window.Person.Id, rulesAt, async () => new(await PushRules.Read(connection, window.Person.Id, window.Person.UserId)));
        var read = new Dictionary<long, ReadPosition>();
        var unknown = new List<long>();
        foreach (var room in rooms) {
            if (!window.NoReceipts || memory.Find(window.Person.Id, room, Apart(window)) is not { } last
                || last.Until < window.Since || last.Until > window.Until) unknown.Add(room);
            else if (last.Basis.Read is { } position) read[room] = position;
        }
        if (unknown.Count > 0) {
            foreach (var (room, position) in await ReadPositions.Read(connection, window.Person.Id, unknown)) read[room] = position;
        }
        return new(rules, rulesAt, window, memory, read);
    }

    /// <summary>Counts a room.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="room">The room.</param>
    /// <param name="visibility">What the person may see in it.</param>
    /// <param name="fresh">All that was said in it in the window, newest first; null when that is not known.</param>
    public async Task<Counts> In(DbConnection connection, RoomName room, RoomVisibility visibility, IReadOnlyList<StoredEvent>? fresh) {
        var apart = Apart(window);
        var basis = new UnreadBasis(rulesAt, read.GetValueOrDefault(room.Number), visibility.Membership.LastJoinAt, window.Ignored);
        var last = memory.Find(window.Person.Id, room.Number, apart, basis, window.Until);
        var more = last is null ? []
            : fresh is not null && last.Until >= window.Since ? [.. fresh.Where(e => e.Position > last.Until)]
            : await RoomReader.Backwards(connection, room.Number, last.Until, window.Until, TalkLimits.UnreadEventsMax);
        var counted = last is not null && more.All(e => e.IsPlain)
            ? await Count(connection, room, basis, more, last.Counts, last.Context)
            : await Count(connection, room, basis, await Unread(connection, room, basis), Counts.None, null);
        memory.Keep(window.Person.Id, room.Number, apart, counted);
        return counted.Counts;
    }

    private static bool Apart(SyncWindow window) => window.Filter.Timeline.UnreadThreadNotifications;

    private Task<IReadOnlyList<StoredEvent>> Unread(DbConnection connection, RoomName room, UnreadBasis basis) => RoomReader.Backwards(
        connection, room.Number, Math.Max(basis.Read?.Unthreaded ?? 0, basis.JoinedAt), window.Until, TalkLimits.UnreadEventsMax);

    private async Task<UnreadMemory.Counted> Count(
        DbConnection connection, RoomName room, UnreadBasis basis, IReadOnlyList<StoredEvent> events, Counts before, Func<string, PushContext>? context) {
        if (events.Count == 0) return new(basis, window.Until, before, context);
        var counts = new SortedDictionary<string, Unread>(before.ByThread.ToDictionary(), StringComparer.Ordinal);
        context ??= await Context(connection, room);
        foreach (var stored in events) {
            var thread = Relations.ThreadOf(stored.Pdu) ?? "";
            if (stored.Position <= (basis.Read?.Threads.GetValueOrDefault(thread.Length == 0 ? MainThread : thread) ?? 0)) continue;
            var apart = Apart(window) ? thread : "";
            counts[apart] = counts.GetValueOrDefault(apart).And(rules.Evaluate(ClientEvent.Json(stored.Pdu), context(stored.Pdu.Sender)));
        }
        return new(basis, window.Until, new(counts), context);
    }

    private async Task<Func<string, PushContext>> Context(DbConnection connection, RoomName room) {
        var members = await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM talk_member WHERE room = @Number AND membership = 'join'", new { room.Number });
        var create = (await RoomReader.StateEvent(connection, room.Number, EventTypes.Create))!.Pdu;
        var levels = PowerLevels.Of(room.Version, create, (await RoomReader.StateEvent(connection, room.Number, EventTypes.PowerLevels))?.Pdu);
        var own = (await RoomReader.StateEvent(connection, room.Number, EventTypes.Member, window.Person.UserId))?.Pdu;
        var name = own?.ContentText("displayname");
        // It is kept beyond this sync, and must not keep the sync.
        var (userId, ignored) = (window.Person.UserId, window.Ignored);
        return sender => new(userId, name, members, levels.Of(sender)) {
            NotificationLevels = levels.Notifications,
            Ignored = ignored,
        };
    }
}
