using System.Data.Common;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Sync;

/// <summary>What a client asks of /sync.</summary>
/// <param name="Since">The place that it has; the beginning in a first sync.</param>
/// <param name="Filter">What it wants to hear of.</param>
/// <param name="FullState">Whether it wants the whole state of each room.</param>
internal sealed record SyncQuestion(StreamToken Since, Filter Filter, bool FullState);

/// <summary>What /sync answers, read and rendered.</summary>
/// <param name="Next">The place that the client has then.</param>
/// <param name="Parts">What the features have to say.</param>
/// <param name="Joined">The rooms that the person is in and that have something to say, by room id.</param>
/// <param name="Left">The rooms that the person has left meanwhile.</param>
/// <param name="Invited">The stripped state of the rooms that the person was asked into.</param>
/// <param name="Knocked">The stripped state of the rooms that the person has asked to be let into.</param>
internal sealed record SyncResult(
    StreamToken Next, SyncAnswer Parts, IReadOnlyDictionary<string, RoomNews> Joined, IReadOnlyDictionary<string, RoomNews> Left,
    IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Invited, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Knocked) {
    /// <summary>Whether a waiting client has something to hear.</summary>
    public bool HasNews => Parts.HasNews || Joined.Count + Left.Count + Invited.Count + Knocked.Count > 0;
}

/// <summary>Reads one sync answer in one snapshot of the database: everything after a place and up to another, once.</summary>
internal sealed class SyncReader(Database database, IEnumerable<ISyncPart> parts, UnreadMemory memory, TimeProvider clock) {
    /// <summary>Reads the answer to a question.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when the place lies ahead of us.</exception>
    public Task<SyncResult> Read(Person person, SyncQuestion question, CancellationToken stop) =>
        database.ReadSnapshot(connection => Read(connection, person, question), stop);

    private async Task<SyncResult> Read(DbConnection connection, Person person, SyncQuestion question) {
        var until = await Database.LastPosition(connection);
        if (question.Since.Position > until) throw MatrixError.InvalidParam("'since' is not a token of this server.").Thrown();
        var rooms = (await PersonRooms.Of(connection, person.Id)).Where(r => question.Filter.Rooms.AllowsRoom(r.Name.RoomId)).ToArray();
        var window = await Window(connection, person, question, until, rooms);
        var answer = new SyncAnswer();
        foreach (var part in parts) {
            await part.Read(connection, window, answer);
            // A part that holds back a rest ends the answer there; those after it go no further.
            window = window with { Until = Math.Min(window.Until, answer.MustEndAt ?? window.Until) };
        }
        var news = new RoomNewsReader(connection, window, clock.GetUtcNow());
        return new(
            new(window.Until, answer.TypingUntil),
            answer,
            await Joined(connection, window, answer, rooms, news),
            await Left(window, rooms, news),
            await Outside(connection, window, rooms, Memberships.Invite),
            await Outside(connection, window, rooms, Memberships.Knock));
    }

    private static async Task<SyncWindow> Window(
        DbConnection connection, Person person, SyncQuestion question, long until, IReadOnlyCollection<PersonRoom> rooms) {
        var since = question.Since.Position;
        var joined = rooms.Where(r => r.Membership == Memberships.Join).ToDictionary(r => r.Name.Number, r => r.Name.RoomId);
        return new(person, since, until, question.Filter, question.FullState) {
            Joined = joined,
            NewlyJoined = since == 0 ? joined.Keys.ToHashSet() : await PersonRooms.JoinedSince(connection, person.Id, since),
            Ignored = await IgnoredUsers.Read(connection, person.Id),
            TypingSince = question.Since.Typing,
        };
    }

    private async Task<Dictionary<string, RoomNews>> Joined(
        DbConnection connection, SyncWindow window, SyncAnswer answer, IReadOnlyCollection<PersonRoom> rooms, RoomNewsReader news) {
        var active = window.IsInitial || window.FullState
            ? window.Joined.Keys.ToHashSet() : await PersonRooms.ActiveSince(connection, window.Person.Id, window.Since);
        var chosen = rooms.Where(r => r.Membership == Memberships.Join
            && (active.Contains(r.Name.Number) || answer.Rooms.ContainsKey(r.Name.Number))).ToArray();
        var counts = await UnreadCounts.For(connection, window, memory, [.. chosen.Select(r => r.Name.Number)]);
        var joined = new Dictionary<string, RoomNews>(StringComparer.Ordinal);
        foreach (var room in chosen) {
            var one = await news.OfJoined(room, answer.Rooms.GetValueOrDefault(room.Name.Number), counts);
            if (one.HasNews) joined[room.Name.RoomId] = one;
        }
        return joined;
    }

    private static async Task<Dictionary<string, RoomNews>> Left(SyncWindow window, IEnumerable<PersonRoom> rooms, RoomNewsReader news) {
        var left = new Dictionary<string, RoomNews>(StringComparer.Ordinal);
        foreach (var room in rooms.Where(r => r.Membership is Memberships.Leave or Memberships.Ban && !r.Forgotten && r.ChangedAt <= window.Until)) {
            if (window.IsInitial ? window.Filter.IncludeLeave : room.ChangedAt > window.Since) left[room.Name.RoomId] = await news.OfLeft(room);
        }
        return left;
    }

    private static async Task<Dictionary<string, IReadOnlyList<byte[]>>> Outside(
        DbConnection connection, SyncWindow window, IEnumerable<PersonRoom> rooms, string membership) {
        var outside = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.Ordinal);
        foreach (var room in rooms.Where(r => r.Membership == membership && r.ChangedAt > window.Since && r.ChangedAt <= window.Until)) {
            if (await Invitation.Read(connection, window, room) is { } state) outside[room.Name.RoomId] = state;
        }
        return outside;
    }
}
