using CsCheck;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class RefreshTests {
    private const string V3 = "/_matrix/client/v3";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_access_token_expires_softly_and_is_exchanged(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern", refreshes: true);
        (await Who(house, person.Token)).Is(200);
        house.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.True((await Who(house, person.Token)).IsRefused(401, "M_UNKNOWN_TOKEN").Json.GetProperty("soft_logout").GetBoolean());
        var next = (await Exchange(house, person.RefreshToken!)).Is(200);
        Assert.Equal(3_600_000, next.Json.GetProperty("expires_in_ms").GetInt64());
        Assert.Equal(person.DeviceId, (await Who(house, next.Text("access_token"))).Is(200).Text("device_id"));
        (await Exchange(house, person.RefreshToken!)).IsRefused(401, "M_UNKNOWN_TOKEN");
        Assert.False((await Who(house, "forged")).IsRefused(401, "M_UNKNOWN_TOKEN").Json.TryGetProperty("soft_logout", out _));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_answer_that_was_lost_is_asked_for_again(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern", refreshes: true);
        var lost = (await Exchange(house, person.RefreshToken!)).Is(200);
        var found = (await Exchange(house, person.RefreshToken!)).Is(200);
        (await Who(house, person.Token)).Is(200);
        (await Who(house, found.Text("access_token"))).Is(200);
        (await Who(house, person.Token)).Is(401);
        (await Who(house, lost.Text("access_token"))).Is(401);
        (await Exchange(house, lost.Text("refresh_token"))).Is(401);
    }

    [Fact]
    public async Task Who_signs_out_cannot_refresh() {
        await using var house = await PeopleHouse.Open();
        var person = await house.Register("lantern", refreshes: true);
        (await house.Post($"{V3}/logout", token: person.Token)).Is(200);
        (await Exchange(house, person.RefreshToken!)).IsRefused(401, "M_UNKNOWN_TOKEN");
    }

    /// <summary>
    /// Any order of uses and refreshes, of any pair that was ever given out, against the specification's rule: a pair holds until the one that
    /// replaced it is used; of several that replaced it the newest counts.
    /// </summary>
    [Fact]
    public async Task Whatever_a_client_does_exactly_the_pairs_hold_that_the_specification_lets_hold() {
        await using var house = await PeopleHouse.Open();
        var turn = 0;
        await Gen.Select(Gen.Bool, Gen.Int[0, 5]).Array[1, 14].SampleAsync(async steps => {
            var person = await house.Register($"walker{Interlocked.Increment(ref turn)}x", refreshes: true);
            var pairs = new List<(string Access, string Refresh)> { (person.Token, person.RefreshToken!) };
            int current = 0, next = -1;
            foreach (var (refresh, back) in steps) {
                var chosen = Math.Max(0, pairs.Count - 1 - back);
                var holds = chosen == current || chosen == next;
                if (chosen == next) (current, next) = (next, -1);
                if (!refresh) {
                    Assert.Equal(holds ? 200 : 401, (int)(await Who(house, pairs[chosen].Access)).Status);
                    continue;
                }
                var answer = await Exchange(house, pairs[chosen].Refresh);
                Assert.Equal(holds ? 200 : 401, (int)answer.Status);
                if (!holds) continue;
                pairs.Add((answer.Text("access_token"), answer.Text("refresh_token")));
                next = pairs.Count - 1;
            }
        }, iter: Stories.Count(40), threads: 1);
    }

    private static Task<Answer> Who(PeopleHouse house, string token) => house.Get($"{V3}/account/whoami", token);

    private static Task<Answer> Exchange(PeopleHouse house, string token) => house.Post($"{V3}/refresh", new { refresh_token = token });
}
