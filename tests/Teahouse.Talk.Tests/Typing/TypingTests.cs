using Teahouse.Storage;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Talk.Typing;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Typing;

public sealed class TypingTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_types_is_seen_until_they_stop_or_their_time_runs_out(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var room = await host.Room(mei, li);
        var both = new[] { mei.Id.Value, li.Id.Value }.Order().ToArray();
        var told = await host.Sync(li);
        Assert.Empty(told.EphemeralIn(room));

        await mei.Do("PUT", $"/rooms/{room.Id}/typing/{mei.UserId}", """{"typing":true,"timeout":10000}""");
        Assert.Equal(both, host.TakeRings());
        told = await Expect(told, """["@mei:localhost"]""");
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await mei.Do("PUT", $"/rooms/{room.Id}/typing/{mei.UserId}", """{"typing":true,"timeout":10000}""");
        host.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(host.TakeRings());
        Assert.False((await host.Sync(li, told)).Answer.HasNews);

        await li.Do("PUT", $"/rooms/{room.Id}/typing/{li.UserId}", """{"typing":true}""");
        told = await Expect(told, """["@li:localhost","@mei:localhost"]""");
        Assert.Equal("""{"type":"m.typing","content":{"user_ids":["@li:localhost"]}}""",
            Assert.Single((await host.Sync(li, ignored: new HashSet<string> { mei.UserId })).EphemeralIn(room)));
        host.TakeRings();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        told = await Expect(told, """["@li:localhost"]""");
        await Rung(host, both);
        await li.Do("PUT", $"/rooms/{room.Id}/typing/{li.UserId}", """{"typing":false}""");
        told = await Expect(told, "[]");
        Assert.Empty((await host.Sync(mei)).EphemeralIn(room));

        async Task<Told> Expect(Told before, string userIds) {
            var after = await host.Sync(li, before);
            Assert.Equal($$$"""{"type":"m.typing","content":{"user_ids":{{{userIds}}}}}""", Assert.Single(after.EphemeralIn(room)));
            return after;
        }
    }

    [Fact]
    public async Task After_a_restart_nobody_is_left_typing() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        var room = await host.Room(mei);
        await mei.Do("PUT", $"/rooms/{room.Id}/typing/{mei.UserId}", """{"typing":true}""");
        var told = await host.Sync(mei);
        using var again = new Typists(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(host.Clock.GetUtcNow().AddSeconds(1)));
        var (rooms, until) = again.Since([room.Number], _ => told.Answer.TypingUntil);
        Assert.Empty(Assert.Single(rooms).Value);
        Assert.Empty(again.Since([room.Number], _ => until).Rooms);
    }

    [Fact]
    public void Silent_rooms_are_forgotten_and_their_clients_told_afresh() {
        using var typists = new Typists(new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        typists.Start(0, "@a:b", TimeSpan.FromMinutes(1));
        var (_, early) = typists.Since([], _ => 1);
        for (var room = 1; room <= TalkLimits.TypingRoomsMax; room++) {
            typists.Start(room, "@a:b", TimeSpan.FromMinutes(1));
            typists.Stop(room, "@a:b");
        }
        Assert.Equal(["@a:b"], typists.Since([0], _ => early).Rooms[0]);
        Assert.Empty(typists.Since([5], _ => early).Rooms[5]);
        Assert.Empty(typists.Since([0, 5], _ => typists.Serial).Rooms);
    }

    [Fact]
    public void A_copy_says_what_its_original_says_and_forgets_with_it() {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var original = new Typists(clock);
        using var copy = new Typists(clock);
        Copy();
        var before = copy.Serial;
        original.Start(1, "@a:b", TimeSpan.FromMinutes(1));
        original.Start(2, "@a:b", TimeSpan.FromMinutes(1));
        Assert.Equal([1, 2], Copy().Order());
        Assert.Equal(["@a:b"], copy.Since([1], _ => before).Rooms[1]);
        original.Stop(2, "@a:b");
        Assert.Equal([2], Copy());
        Assert.Empty(copy.Since([2], _ => before).Rooms[2]);
        for (var room = 3; room <= TalkLimits.TypingRoomsMax + 3; room++) {
            original.Start(room, "@a:b", TimeSpan.FromMinutes(1));
            original.Stop(room, "@a:b");
        }
        Assert.DoesNotContain(1, Copy());
        Assert.Equal(["@a:b"], copy.Since([1], _ => 0).Rooms[1]);

        clock.Advance(TimeSpan.FromHours(1));
        using var anew = new Typists(clock);
        anew.Start(7, "@c:d", TimeSpan.FromMinutes(1));
        Assert.Equal([1, 7], copy.Become(anew.After(copy.Serial)).Order());
        Assert.Equal(["@c:d"], copy.Since([7], _ => before).Rooms[7]);

        IReadOnlyCollection<long> Copy() => copy.Become(original.After(copy.Serial));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_for_oneself_and_only_in_one_s_rooms(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, bao) = (await host.Person("mei"), await host.Person("bao"));
        var room = await host.Room(mei);
        await mei.Refused(403, "M_FORBIDDEN", "PUT", $"/rooms/{room.Id}/typing/{bao.UserId}", """{"typing":true}""");
        await bao.Refused(403, "M_FORBIDDEN", "PUT", $"/rooms/{room.Id}/typing/{bao.UserId}", """{"typing":true}""");
        await mei.Refused(400, "M_MISSING_PARAM", "PUT", $"/rooms/{room.Id}/typing/{mei.UserId}", "{}");
        await mei.Refused(400, "M_BAD_JSON", "PUT", $"/rooms/{room.Id}/typing/{mei.UserId}", """{"typing":true,"timeout":"long"}""");
        await mei.Refused(400, "M_BAD_JSON", "PUT", $"/rooms/{room.Id}/typing/{mei.UserId}", """{"typing":true,"timeout":1e300}""");
        Assert.Empty((await host.Sync(mei)).EphemeralIn(room));
    }

    // The ring after an expiry is made behind the timer, by a read of the database.
    private static async Task Rung(TalkHost host, long[] people) {
        var rung = new List<long>();
        while (rung.Count < people.Length) {
            rung.AddRange(host.TakeRings());
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
        Assert.Equal(people, rung.Order());
    }
}
