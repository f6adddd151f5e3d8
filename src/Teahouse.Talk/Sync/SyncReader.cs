using System.Collections.Frozen;
using System.Data.Common;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Receipts;

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
internal sealed class SyncReader(
    Database database, IEnumerable<ISyncPart> parts, SyncProbe probe, KnownPeople people, RoomMemories memories, TimeProvider clock) {
    /// <summary>Reads the answer to a question.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when the place lies ahead of us.</exception>
    public Task<SyncResult> Read(Person person, SyncQuestion question, CancellationToken stop) =>
        FromMemory(person, question) ?? database.ReadSnapshot(connection => Read(connection, person, question), stop);

    // Most syncs wait for a message and get that message, which was written here a moment ago. Null where more must be read than is known.
    private Task<SyncResult>? FromMemory(Person person, SyncQuestion question) {
        var since = question.Since.Position;
        if (since == 0 || question.FullState || database.Recent?.After(since) is not var (until, happened)) return null;
        if (people.Find(person.Id, until) is not { } known || known.Until < since) return null;
        if (FreshEvents.Among(happened, person, known) is not { } said) return null;
        var composed = Compose(NoDatabase.Connection, person, question, until, known, probe.Nothing, said);
        if (composed.Exception?.InnerException is NoDatabase.NeededException) return null;
        known.HoldsUntil(until);
        TalkMeter.SyncRemembered();
        return composed;
    }

    private async Task<SyncResult> Read(DbConnection connection, Person person, SyncQuestion question) {
        var until = await Database.LastPosition(connection);
        if (question.Since.Position > until) throw MatrixError.InvalidParam("'since' is not a token of this server.").Thrown();
        var before = people.Find(person.Id, until);
        var glance = await probe.Look(connection, person, question.Since.Position, until, before?.Place ?? 0);
        var known = await people.Renew(connection, person.Id, before, glance, until);
        return await Compose(connection, person, question, until, known, glance, said: null);
    }

    private async Task<SyncResult> Compose(
        DbConnection connection, Person person, SyncQuestion question, long until, KnownPerson known, SyncGlance? glance, FreshEvents? said) {
        var window = await Window(connection, person, question, until, known, glance) with { OnlySaid = said is not null };
        var answer = new SyncAnswer();
        foreach (var part in parts) {
            if (window.NewlyJoined.Count == 0 && glance?.Silent.Contains(part) == true) continue;
            await part.Read(connection, window, answer);
            // A part that holds back a rest ends the answer there; those after it go no further.
            if (answer.MustEndAt is { } end && end < window.Until) window = await EndingAt(connection, window, known, end);
        }
        var fresh = said ?? (glance is null || window.FullState || window.EndsEarly ? null : await FreshEvents.Read(connection, window, known));
        var news = new RoomNewsReader(connection, window, fresh, memories, clock.GetUtcNow());
        var rooms = window.OnlySaid ? [] : known.Rooms.Values.Where(r => question.Filter.Rooms.AllowsRoom(r.Name.RoomId)).ToArray();
        return new(
            new(window.Until, answer.TypingUntil),
            answer,
            await Joined(connection, window, answer, known, fresh, news),
            await Left(connection, window, rooms, news),
            await Outside(connection, window, rooms, Memberships.Invite),
            await Outside(connection, window, rooms, Memberships.Knock));
    }

    private static async Task<SyncWindow> Window(
        DbConnection connection, Person person, SyncQuestion question, long until, KnownPerson known, SyncGlance? glance) {
        var (since, filter) = (question.Since.Position, question.Filter);
        var joined = filter.Rooms == EventFilter.All ? known.Joined
            : known.Joined.Where(r => filter.Rooms.AllowsRoom(r.Value)).ToDictionary();
        return new(person, since, until, filter, question.FullState) {
            Joined = joined,
            NewlyJoined = since == 0 ? joined.Keys.ToHashSet()
                : glance is { JoinedNone: true } ? FrozenSet<long>.Empty
                : await PersonRooms.Joined(connection, person.Id, since, until),
            Ignored = known.Ignored,
            NoReceipts = glance?.Silent.Any(p => p is ReceiptsInSync) == true,
            TypingSince = question.Since.Typing,
        };
    }

    // Where the person was at its end, not where they are now: what was said before they left is told nowhere else.
    private static async Task<SyncWindow> EndingAt(DbConnection connection, SyncWindow window, KnownPerson known, long end) {
        var then = await PersonRooms.MembershipsBefore(connection, window.Person.Id, end);
        var joined = known.Rooms.Values.Where(r => then.GetValueOrDefault(r.Name.Number, r.Membership) == Memberships.Join && window.Filter.Rooms.AllowsRoom(r.Name.RoomId))
            .ToDictionary(r => r.Name.Number, r => r.Name.RoomId);
        return window with {
            Until = end,
            EndsEarly = true,
            Joined = joined,
            NewlyJoined = window.IsInitial ? joined.Keys.ToHashSet() : await PersonRooms.Joined(connection, window.Person.Id, window.Since, end),
        };
    }

    private async Task<Dictionary<string, RoomNews>> Joined(
        DbConnection connection, SyncWindow window, SyncAnswer answer, KnownPerson known, FreshEvents? fresh, RoomNewsReader news) {
        IEnumerable<long> active = window.IsInitial || window.FullState || window.EndsEarly ? window.Joined.Keys
            : fresh?.Rooms ?? await PersonRooms.ActiveSince(connection, window.Person.Id, window.Since);
        var chosen = active.Union(answer.Rooms.Keys).Where(window.Joined.ContainsKey).Order().ToArray();
        var counts = await UnreadCounts.For(connection, window, known.RulesAt, memories.Unread, chosen);
        var joined = new Dictionary<string, RoomNews>(StringComparer.Ordinal);
        foreach (var room in chosen) {
            var one = await news.OfJoined(known.Rooms[room], answer.Rooms.GetValueOrDefault(room), counts);
            if (one.HasNews) joined[window.Joined[room]] = one;
        }
        return joined;
    }

    private static async Task<Dictionary<string, RoomNews>> Left(
        DbConnection connection, SyncWindow window, IEnumerable<PersonRoom> rooms, RoomNewsReader news) {
        var left = new Dictionary<string, RoomNews>(StringComparer.Ordinal);
        var told = rooms.Where(r => r.Membership is Memberships.Leave or Memberships.Ban && r.ChangedAt <= window.Until
            && (window.IsInitial ? window.Filter.IncludeLeave : r.ChangedAt > window.Since)).ToArray();
        if (told.Length == 0) return left;
        var forgotten = await PersonRooms.Forgotten(connection, window.Person.Id);
        foreach (var room in told.Where(r => !forgotten.Contains(r.Name.Number))) left[room.Name.RoomId] = await news.OfLeft(room);
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
