using System.Security.Cryptography;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class RecoveryTests {
    private const string V3 = "/_matrix/client/v3";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_recovery_code_lets_in_and_lets_set_a_new_way_in(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var verifier = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=');
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        (await house.Put("/people/v1/recovery", new { verifier = "short" }, person.Token)).IsProblem(400, "malformed");
        Assert.Equal(["m.login.password"], (await house.Put("/people/v1/recovery", new { verifier }, person.Token)).Stages());
        (await house.Put("/people/v1/recovery", new { verifier, auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(204);
        var wrong = Convert.ToBase64String(new byte[32]).TrimEnd('=');
        foreach (var (handle, tried) in new[] { ("lantern", wrong), ("nobody", verifier), ("lantern", "?"), ("", verifier) }) {
            (await house.Post("/people/v1/recovery/sign-in", new { handle, verifier = tried })).IsProblem(403, "recoveryRefused");
        }
        var token = await PasskeyTests.Spend(house, (await house.Post("/people/v1/recovery/sign-in", new { handle = "lantern", verifier })).Is(200));
        var me = (await house.Get("/people/v1/me", token)).Is(200);
        Assert.True(me.Json.GetProperty("recoverySet").GetBoolean());
        Assert.Equal(["recovered"], PasskeyTests.Notices(me));
        var ask = await house.Post($"{V3}/account/password", new { new_password = "black leaves" }, token);
        Assert.Equal(["m.login.password", "m.login.dummy"], ask.Stages());
        var auth = new { type = "m.login.dummy", session = ask.Text("session") };
        (await house.Post($"{V3}/account/password", new { new_password = "black leaves", auth }, person.Token)).Is(401);
        (await house.Post($"{V3}/account/password", new { new_password = "black leaves", auth }, token)).Is(200);
        house.Clock.Advance(TimeSpan.FromMinutes(31));
        (await house.Post($"{V3}/account/password", new { new_password = "green leaves", auth }, token)).Is(401);
        (await house.Login("lantern", "black leaves")).Is(200);
    }

    [Fact]
    public async Task Who_came_in_by_the_recovery_code_closes_no_account_by_that_alone_while_there_is_another_proof() {
        await using var house = await PeopleHouse.Open(DatabaseKind.Sqlite);
        var person = await house.Register("lantern");
        var verifier = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=');
        (await house.Put("/people/v1/recovery", new { verifier }, person.Token)).Is(204);
        var token = await PasskeyTests.Spend(house, (await house.Post("/people/v1/recovery/sign-in", new { handle = "lantern", verifier })).Is(200));
        var ask = await house.Post($"{V3}/account/deactivate", new { }, token);
        Assert.Equal(["m.login.password"], ask.Stages());
        (await house.Post($"{V3}/account/deactivate", new { auth = new { type = "m.login.dummy", session = ask.Text("session") } }, token)).Is(401);
        (await house.Get($"{V3}/account/whoami", token)).Is(200);
        (await house.Post($"{V3}/account/deactivate", new { auth = PeopleHouse.ByPassword(person) }, token)).Is(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_newcomer_sets_the_first_code_without_being_asked_again_and_no_other(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        string Verifier() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=');
        var first = Verifier();
        (await house.Put("/people/v1/recovery", new { verifier = first }, person.Token)).Is(204);
        Assert.Equal(["m.login.password"], (await house.Put("/people/v1/recovery", new { verifier = Verifier() }, person.Token)).Stages());
        (await house.Post("/people/v1/recovery/sign-in", new { handle = "lantern", verifier = first })).Is(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_operators_link_ends_all_sessions_within_a_second_lets_in_once_and_is_told(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        (await house.Get($"{V3}/account/whoami", person.Token)).Is(200);
        Uri? link = null;
        await house.Beside(async people => {
            Assert.Null(await people.LetIn("nobody", TestContext.Current.CancellationToken));
            link = await people.LetIn("@lantern:localhost", TestContext.Current.CancellationToken);
        });
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await house.Get($"{V3}/account/whoami", person.Token)).IsRefused(401, "M_UNKNOWN_TOKEN");
        Assert.StartsWith($"{PeopleHouse.Url}/#/let-in/", link!.ToString(), StringComparison.Ordinal);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.Post("/people/v1/let-in", new { token = link.Fragment["#/let-in/".Length..] })));
        var token = await PasskeyTests.Spend(house, Assert.Single(answers, a => a.Status == System.Net.HttpStatusCode.OK));
        Assert.All(answers.Where(a => a.Status != System.Net.HttpStatusCode.OK), a => a.IsProblem(403, "linkUsedOrExpired"));
        // The devices have ended too: other modules were told, and only the new one is there.
        Assert.StartsWith($"ended {person.UserId} {person.DeviceId} at ", Assert.Single(house.Changes.Heard), StringComparison.Ordinal);
        Assert.Equal(1, (await house.Get($"{V3}/devices", token)).Is(200).Json.GetProperty("devices").GetArrayLength());
        var me = (await house.Get("/people/v1/me", token)).Is(200);
        Assert.Equal(["let_in"], PasskeyTests.Notices(me));
        var notice = me.Json.GetProperty("notices")[0].GetProperty("id").GetString();
        (await house.Send(HttpMethod.Delete, $"/people/v1/me/notices/{notice}", token: token)).Is(204);
        Assert.Empty(PasskeyTests.Notices(await house.Get("/people/v1/me", token)));
    }

    [Fact]
    public async Task A_link_that_waited_too_long_lets_nobody_in() {
        await using var house = await PeopleHouse.Open();
        await house.Register("lantern");
        Uri? link = null;
        await house.Beside(async people => link = await people.LetIn("lantern", TestContext.Current.CancellationToken));
        house.Clock.Advance(TimeSpan.FromHours(48));
        (await house.Post("/people/v1/let-in", new { token = link!.Fragment["#/let-in/".Length..] })).IsProblem(403, "linkUsedOrExpired");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_is_suspended_signs_in_reads_and_leaves_but_changes_nothing_that_others_see(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        (await house.Put($"{V3}/profile/{person.UserId}/displayname", new { displayname = "a" }, person.Token)).Is(200);
        await house.Beside(async people => Assert.True(await people.Suspend("lantern", "sold places in the queue", TestContext.Current.CancellationToken)));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await house.Put($"{V3}/profile/{person.UserId}/displayname", new { displayname = "b" }, person.Token)).IsRefused(403, "M_USER_SUSPENDED");
        var me = (await house.Get("/people/v1/me", person.Token)).Is(200);
        Assert.Equal("sold places in the queue", me.Json.GetProperty("suspended").GetProperty("reason").GetString());
        Assert.Equal(["suspended"], PasskeyTests.Notices(me));
        (await house.Login("lantern", person.Password)).Is(200);
        await house.Beside(async people => Assert.True(await people.Unsuspend("lantern", TestContext.Current.CancellationToken)));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        (await house.Put($"{V3}/profile/{person.UserId}/displayname", new { displayname = "b" }, person.Token)).Is(200);
        (await house.Post($"{V3}/account/deactivate", new { auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200);
    }
}
