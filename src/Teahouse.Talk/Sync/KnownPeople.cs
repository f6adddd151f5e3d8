using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Sync;

/// <summary>What each sync of a person asks and what seldom changes.</summary>
/// <param name="Place">The position at which this was read.</param>
/// <param name="Rooms">All rooms that they ever had to do with, by number.</param>
/// <param name="Joined">Those that they are in: room id by number.</param>
/// <param name="Ignored">Whom they ignore.</param>
/// <param name="RulesAt">The position at which they edited their push rules; 0 for never.</param>
internal sealed record KnownPerson(
    long Place, IReadOnlyDictionary<long, PersonRoom> Rooms, IReadOnlyDictionary<long, string> Joined, IReadOnlySet<string> Ignored, long RulesAt) {
    private long until = Place;

    /// <summary>The last position up to which it is known to be still so.</summary>
    public long Until => Volatile.Read(ref until);

    /// <summary>It is still so at a position.</summary>
    public void HoldsUntil(long position) {
        for (var before = Until; before < position; before = Until) {
            if (Interlocked.CompareExchange(ref until, position, before) == before) return;
        }
    }
}

/// <summary>Remembers what is known of those who sync. A cache: whoever is not in it is read from the database.</summary>
internal sealed class KnownPeople {
    private readonly ConcurrentDictionary<long, KnownPerson> people = new();
    private long rooms;

    /// <summary>What is known of a person, not beyond a position; null for nothing.</summary>
    public KnownPerson? Find(PersonId person, long until) =>
        people.GetValueOrDefault(person.Value) is { } known && known.Place <= until ? known : null;

    /// <summary>What holds at a position: what was known, and what has changed since read anew.</summary>
    public async Task<KnownPerson> Renew(DbConnection connection, PersonId person, KnownPerson? known, SyncGlance? glance, long until) {
        var roomsAreSame = known is not null && glance is { RoomsAreSame: true };
        var dataIsSame = known is not null && glance is { AccountDataIsSame: true };
        if (roomsAreSame && dataIsSame) {
            known!.HoldsUntil(until);
            return known;
        }
        var renewed = roomsAreSame ? known! with { Place = until } : await WithRooms(connection, person, known, until);
        if (!dataIsSame) renewed = await WithAccountData(connection, person, renewed);
        renewed.HoldsUntil(until);
        Keep(person, renewed);
        return renewed;
    }

    private static async Task<KnownPerson> WithRooms(DbConnection connection, PersonId person, KnownPerson? known, long until) {
        var rooms = await PersonRooms.Of(connection, person);
        return new(
            until, rooms.ToDictionary(r => r.Name.Number),
            rooms.Where(r => r.Membership == Memberships.Join).ToDictionary(r => r.Name.Number, r => r.Name.RoomId),
            known?.Ignored ?? FrozenSet<string>.Empty, known?.RulesAt ?? 0);
    }

    private static async Task<KnownPerson> WithAccountData(DbConnection connection, PersonId person, KnownPerson known) {
        var (_, rulesAt) = await AccountDataStore.FindWithPosition(connection, person, room: 0, AccountDataTypes.PushRules);
        return known with { Ignored = await IgnoredUsers.Read(connection, person), RulesAt = rulesAt };
    }

    private void Keep(PersonId person, KnownPerson known) {
        // What is replaced is counted again: it only means that all begin anew a little earlier.
        if (Interlocked.Add(ref rooms, 1 + known.Rooms.Count) > TalkLimits.KnownRoomsMax) {
            people.Clear();
            Interlocked.Exchange(ref rooms, known.Rooms.Count);
        }
        people[person.Value] = known;
    }
}
