using System.Data.Common;
using Dapper;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms;

/// <summary>
/// What a room's grain remembers: a cache of what the database holds, and ahead of it by the events that are on their way
/// there. Only the grain touches it.
/// </summary>
internal sealed class RoomMemory {
    private readonly Dictionary<(string Type, string StateKey), Pdu> state = [];
    private readonly Dictionary<string, PersonId> atHome = new(StringComparer.Ordinal);
    private readonly HashSet<PersonId> joined = [];

    /// <summary>A room that does not exist yet.</summary>
    public RoomMemory(RoomVersion version, string roomId) => (Version, RoomId) = (version, roomId);

    /// <summary>The room's version.</summary>
    public RoomVersion Version { get; }

    /// <summary>The room's id.</summary>
    public string RoomId { get; }

    /// <summary>The room's number in rows; 0 until its first write is on disk.</summary>
    public long Number { get; private set; }

    /// <summary>How many events the room has: the version that the next write is based on.</summary>
    public long Events { get; private set; }

    /// <summary>The depth of the newest event.</summary>
    public long Depth { get; private set; }

    /// <summary>The ends of the graph, which the next event follows.</summary>
    public IReadOnlyList<string> Ends { get; private set; } = [];

    /// <summary>The people of this house who are in the room.</summary>
    public IReadOnlyCollection<PersonId> Joined => joined;

    /// <summary>What was asked lately, so that a repeated request gets the answer of the first one.</summary>
    public RecentRequests Recent { get; } = new();

    /// <summary>A piece of the current state.</summary>
    public Pdu? State(string type, string stateKey) => state.GetValueOrDefault((type, stateKey));

    /// <summary>What everybody may do now.</summary>
    public PowerLevels PowerLevels =>
        PowerLevels.Of(Version, State(EventTypes.Create, "")!, State(EventTypes.PowerLevels, ""));

    /// <summary>How somebody stands in the room now.</summary>
    public string? Membership(string userId) => State(EventTypes.Member, userId)?.Membership;

    /// <summary>Reads a room; null when there is none.</summary>
    public static async Task<RoomMemory?> Load(DbConnection connection, string roomId) {
        var row = await connection.QueryFirstOrDefaultAsync<Row>(
            "SELECT room AS Number, version AS Version, events AS Events, ends AS Ends FROM talk_room WHERE room_id = @roomId", new { roomId });
        if (row is null) return null;
        var ends = row.Ends.Split(' ');
        var memory = new RoomMemory(RoomVersion.Find(row.Version)!, roomId) {
            Number = row.Number,
            Events = row.Events,
            Depth = (await RoomReader.EventsById(connection, ends)).Max(e => e.Pdu.Depth),
            Ends = ends,
        };
        var people = await connection.QueryAsync<HomeRow>(
            "SELECT user_id AS UserId, person AS Person FROM talk_member WHERE room = @Number AND person IS NOT NULL", new { row.Number });
        foreach (var one in people) memory.atHome[one.UserId] = new(one.Person);
        foreach (var stored in await RoomReader.StateAt(connection, row.Number, long.MaxValue)) memory.Set(stored.Pdu, null);
        // Who heard no answer when the house went down asks again: a write that is lost for it would take along all that wait behind it.
        foreach (var (request, answer) in await WrittenRequests.AmongNewest(connection, row.Number)) _ = memory.Recent.Add(request, Task.FromResult(answer));
        return memory;
    }

    /// <summary>How many events a room has on disk.</summary>
    public static Task<long> EventsOnDisk(DbConnection connection, long room) =>
        connection.QuerySingleAsync<long>("SELECT events FROM talk_room WHERE room = @room", new { room });

    /// <summary>Takes in an event that is about to be written.</summary>
    /// <param name="pdu">The event.</param>
    /// <param name="target">Of a membership: whose, when they are at home here.</param>
    public void Add(Pdu pdu, PersonId? target) {
        Events++;
        Depth = pdu.Depth;
        Ends = [pdu.EventId];
        if (pdu.IsState) Set(pdu, target);
    }

    /// <summary>The room is on disk and has its number.</summary>
    public void IsNumbered(long number) => Number = number;

    /// <summary>Takes the words out of an event that is remembered as state.</summary>
    public void Redact(Pdu redacted) {
        if (redacted.IsState && State(redacted.Type, redacted.StateKey!)?.EventId == redacted.EventId) Set(redacted, null);
    }

    private void Set(Pdu pdu, PersonId? target) {
        state[(pdu.Type, pdu.StateKey!)] = pdu;
        if (pdu.Type != EventTypes.Member) return;
        if (target is { } known) atHome[pdu.StateKey!] = known;
        if (!atHome.TryGetValue(pdu.StateKey!, out var person)) return;
        if (pdu.Membership == Memberships.Join) joined.Add(person);
        else joined.Remove(person);
    }

    private sealed record Row(long Number, string Version, long Events, string Ends);

    private sealed record HomeRow(string UserId, long Person);
}

/// <summary>
/// The answers to the newest requests of a room, at most <see cref="TalkLimits.RoomRecentRequestsMax"/>, also those of before the room was
/// last read; older ones are in the database.
/// </summary>
internal sealed class RecentRequests {
    private readonly Dictionary<Request, Task<Outcome>> answers = [];
    private readonly Queue<Request> order = new();

    /// <summary>The answer that a request got or is getting; none when it was refused, for it may be allowed by now.</summary>
    public Task<Outcome>? Find(Request? request) =>
        request is not null && answers.GetValueOrDefault(request) is { } answer && answer is not { IsCompletedSuccessfully: true, Result.EventId: null }
            ? answer : null;

    /// <summary>Remembers an answer on its way.</summary>
    public Task<Outcome> Add(Request? request, Task<Outcome> answer) {
        if (request is null) return answer;
        answers[request] = answer;
        order.Enqueue(request);
        if (order.Count > TalkLimits.RoomRecentRequestsMax) answers.Remove(order.Dequeue());
        return answer;
    }
}
