using CsCheck;
using Teahouse.Storage;
using Teahouse.Talk.Keys;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Keys;

public sealed class DeviceListsTests {
    private const int People = 4;
    private const int Rooms = 3;

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    private enum Act {
        ChangeKeys,
        Join,
        Leave,
        SyncWhole,
        SyncHalf,
    }

    private static readonly Gen<List<(Act Act, int Who, int Room)>> Story =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, People - 1], Gen.Int[0, Rooms - 1]).List[1, 40];

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_client_knows_whose_keys_are_old_however_its_syncs_are_cut(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        await Story.SampleAsync(async story => {
            var town = new Town(database);
            foreach (var (act, who, room) in story) await town.Play(act, who, room);
            await town.Play(Act.SyncWhole, 0, 0);
            town.CheckThatTheClientKnows();
            await town.CheckThatNothingIsToldTwice();
        }, iter: Stories.Count(30), threads: 1);
    }

    // Both go, and a sync ends between the two, or before both: whichever went first, the client drops the other.
    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_goes_is_told_although_the_person_goes_too(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        foreach (var first in (int[])[0, 1]) {
            foreach (var idle in (int[])[0, 1]) {
                var town = new Town(database);
                await town.Play([(Act.Join, 0), (Act.Join, 1), (Act.SyncWhole, 0), .. Enumerable.Repeat((Act.ChangeKeys, 2), idle)]);
                await town.Play([(Act.Leave, first), (Act.Leave, 1 - first), (Act.SyncHalf, 0), (Act.SyncWhole, 0)]);
                town.CheckThatTheClientKnows();
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_only_one_person_sees_is_told_to_them_alone(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        var (signer, signed, third) = (PersonId.New(), PersonId.New(), PersonId.New());
        var at = await database.Write(new Write(1, pos => [DeviceLists.AnnounceTo(signer, signed, "@signed:x", pos)]), Stop);
        Assert.Equal(["@signed:x"], (await database.Read(c => DeviceLists.Read(c, signer, 0, at), Stop)).Changed);
        Assert.Empty((await database.Read(c => DeviceLists.Read(c, third, 0, at), Stop)).Changed);
        Assert.Empty((await database.Read(c => DeviceLists.Read(c, signed, 0, at), Stop)).Changed);
    }

    /// <summary>Person 0 syncs; what their client has been told is held against what happened.</summary>
    private sealed class Town(Database database) {
        private readonly PersonId[] people = [.. Enumerable.Range(0, People).Select(_ => PersonId.New())];
        private readonly long firstRoom = PersonId.New().Value;
        private readonly bool[,] isIn = new bool[People, Rooms];
        private readonly Dictionary<string, long> keysChangedAt = [];
        private readonly Dictionary<string, long> sharedSince = [];
        private readonly Dictionary<string, long> fetchedAsOf = [];
        private long since;

        public async Task Play(IEnumerable<(Act Act, int Who)> story) {
            foreach (var (act, who) in story) await Play(act, who, 0);
        }

        public async Task Play(Act act, int who, int room) {
            switch (act) {
                case Act.ChangeKeys:
                    keysChangedAt[UserId(who)] = await database.Write(new Write(1, pos => [DeviceLists.Announce(people[who], UserId(who), pos)]), Stop);
                    break;
                case Act.Join when !isIn[who, room]:
                    await Step(who, room, "join", "leave");
                    break;
                case Act.Leave when isIn[who, room]:
                    await Step(who, room, "leave", "join");
                    break;
                case Act.SyncWhole:
                    await Sync(whole: true);
                    break;
                case Act.SyncHalf:
                    await Sync(whole: false);
                    break;
            }
        }

        public void CheckThatTheClientKnows() {
            for (var who = 1; who < People; who++) {
                if (!Shares(who)) {
                    Assert.False(fetchedAsOf.ContainsKey(UserId(who)), "The client still follows somebody with whom it shares no room.");
                } else {
                    Assert.True(fetchedAsOf.TryGetValue(UserId(who), out var known), "The client does not follow somebody with whom it shares a room.");
                    Assert.True(known >= sharedSince[UserId(who)] && known >= keysChangedAt.GetValueOrDefault(UserId(who)), "The client has old keys.");
                }
            }
            Assert.True(fetchedAsOf.GetValueOrDefault(UserId(0)) >= keysChangedAt.GetValueOrDefault(UserId(0)), "The client does not hear of its own person.");
        }

        public async Task CheckThatNothingIsToldTwice() {
            var (changed, left) = await database.Read(c => DeviceLists.Read(c, people[0], since, since), Stop);
            Assert.Empty(changed.Concat(left));
            await database.Write(new Write(1, _ => []), Stop);
            (changed, left) = await database.Read(async c => await DeviceLists.Read(c, people[0], since, await Database.LastPosition(c)), Stop);
            Assert.Empty(changed.Concat(left));
        }

        private static string UserId(int who) => $"@person{who}:x";

        private bool Shares(int who) => Enumerable.Range(0, Rooms).Any(room => isIn[0, room] && isIn[who, room]);

        private async Task Step(int who, int room, string membership, string previous) {
            var shared = Enumerable.Range(0, People).Select(Shares).ToArray();
            isIn[who, room] = membership == "join";
            var at = await database.Write(new Write(1, pos => [
                Statement.Do(
                    """
                    INSERT INTO talk_member (room, user_id, person, membership, event_pos) VALUES (@room, @user, @person, @membership, @pos)
                    ON CONFLICT (room, user_id) DO UPDATE SET membership = excluded.membership, event_pos = excluded.event_pos
                    """,
                    ("room", firstRoom + room), ("user", UserId(who)), ("person", people[who].Value), ("membership", membership), ("pos", pos)),
                Statement.Do(
                    """
                    INSERT INTO talk_member_change (pos, room, user_id, person, membership, previous)
                    VALUES (@pos, @room, @user, @person, @membership, @previous)
                    """,
                    ("pos", pos), ("room", firstRoom + room), ("user", UserId(who)), ("person", people[who].Value), ("membership", membership),
                    ("previous", previous))]), Stop);
            for (var other = 1; other < People; other++) {
                if (Shares(other) && !shared[other]) sharedSince[UserId(other)] = at;
            }
        }

        // A client drops those who left and then fetches those who changed, as of the end of what it was told.
        private async Task Sync(bool whole) => await database.Read(async c => {
            var last = await Database.LastPosition(c);
            var until = whole ? last : since + ((last - since) / 2);
            var (changed, left) = await DeviceLists.Read(c, people[0], since, until);
            foreach (var user in left) fetchedAsOf.Remove(user);
            foreach (var user in changed) fetchedAsOf[user] = last;
            since = until;
            return true;
        }, Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
