using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class RegisterTests {
    private const string Register = "/_matrix/client/v3/register";
    private static readonly object Dummy = new { type = "m.login.dummy" };

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_newcomer_is_asked_first_and_then_taken_in(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var ask = await house.Post(Register, new { username = "lantern", password = "green leaves" });
        Assert.Equal(["m.login.dummy"], ask.Stages());
        var answer = (await house.Post(Register, new {
            username = "lantern", password = "green leaves", device_id = "PHONE", initial_device_display_name = "My phone",
            auth = new { type = "m.login.dummy", session = ask.Text("session") },
        })).Is(200);
        Assert.Equal("@lantern:localhost", answer.Text("user_id"));
        Assert.Equal("PHONE", answer.Text("device_id"));
        Assert.False(answer.Json.TryGetProperty("refresh_token", out _));
        var who = (await house.Get("/_matrix/client/r0/account/whoami", answer.Text("access_token"))).Is(200);
        Assert.Equal("PHONE", who.Text("device_id"));
        var device = (await house.Get("/_matrix/client/v3/devices/PHONE", answer.Text("access_token"))).Is(200);
        Assert.Equal("My phone", device.Text("display_name"));
        Assert.Equal("", device.Text("last_seen_ip"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_handle_is_given_once_and_so_is_what_looks_like_it(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        await house.Register("lantern");
        foreach (var alike in new[] { "lantern", "lan.tern", "lantem", "l-antern" }) {
            (await house.Post(Register, new { username = alike, password = "green leaves", auth = Dummy })).IsRefused(400, "M_USER_IN_USE");
            (await house.Get($"/_matrix/client/v3/register/available?username={alike}")).IsRefused(400, "M_USER_IN_USE");
        }
        (await house.Post(Register, new { username = "\u212Aettle", password = "green leaves", auth = Dummy })).IsRefused(400, "M_INVALID_USERNAME");
        Assert.Equal("@teapot:localhost", (await house.Post(Register, new { username = "TeaPot", password = "green leaves", auth = Dummy })).Is(200).Text("user_id"));
        (await house.Post(Register, new { username = "admin", password = "green leaves", auth = Dummy })).IsRefused(400, "M_EXCLUSIVE");
        Assert.True((await house.Get("/_matrix/client/v3/register/available?username=kettle")).Is(200).Json.GetProperty("available").GetBoolean());
        (await house.Get("/_matrix/client/v3/register/available")).IsRefused(400, "M_MISSING_PARAM");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_who_want_one_handle_at_once_one_gets_it(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Post(Register, new { username = "lantern", password = "green leaves", auth = Dummy })));
        Assert.Single(answers, a => a.Status == System.Net.HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != System.Net.HttpStatusCode.OK), a => a.IsRefused(400, "M_USER_IN_USE"));
    }

    [Fact]
    public async Task Who_names_no_handle_gets_one_and_who_wants_no_session_gets_none() {
        await using var house = await PeopleHouse.Open();
        var answer = (await house.Post(Register, new { password = "green leaves", inhibit_login = true, auth = Dummy })).Is(200);
        Assert.Equal(["user_id"], answer.Json.EnumerateObject().Select(p => p.Name));
        (await house.Login(answer.Text("user_id"), "green leaves")).Is(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Where_a_token_is_asked_for_it_lets_in_as_many_as_it_says(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind, RegistrationRule.Token);
        Assert.Equal(["m.login.registration_token"], (await house.Post(Register, new { username = "lantern", password = "green leaves" })).Stages());
        (await house.Post(Register, new { username = "lantern", password = "green leaves", auth = Dummy })).Is(401);
        Assert.Equal("M_FORBIDDEN", (await Take("lantern", "guess")).Is(401).Text("errcode"));
        var token = "";
        await house.Beside(async people => token = await people.Invite(uses: 2, days: 1));
        Assert.True(await Valid());
        (await Take("lantern", token)).Is(200);
        (await Take("kettle", token.ToUpperInvariant())).Is(200);        // a phone's keyboard begins with a capital
        (await Take("teapot", token)).Is(401);
        Assert.False(await Valid());
        await house.Beside(async people => token = await people.Invite(uses: 2, days: 1));
        house.Clock.Advance(TimeSpan.FromDays(2));
        (await Take("teapot", token)).Is(401);

        Task<Answer> Take(string username, string token) => house.Post(Register, new {
            username, password = "green leaves", auth = new { type = "m.login.registration_token", token, session = "x" },
        });
        async Task<bool> Valid() => (await house.Get($"/_matrix/client/v1/register/m.login.registration_token/validity?token={token}"))
            .Is(200).Json.GetProperty("valid").GetBoolean();
    }

    [Fact]
    public async Task Guests_and_a_closed_house_are_said_plainly() {
        await using var house = await PeopleHouse.Open(registration: RegistrationRule.Closed);
        (await house.Post(Register + "?kind=guest")).IsRefused(403, "M_GUEST_ACCESS_FORBIDDEN");
        (await house.Post(Register, new { username = "lantern", password = "green leaves", auth = Dummy })).IsRefused(403, "M_FORBIDDEN");
        (await house.Get("/_matrix/client/v1/register/m.login.registration_token/validity?token=x")).IsRefused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_password_that_is_no_obstacle_is_refused_before_anything_is_written() {
        await using var house = await PeopleHouse.Open();
        (await house.Post(Register, new { username = "lantern", password = "short", auth = Dummy })).IsRefused(400, "M_WEAK_PASSWORD");
        (await house.Post(Register, new { username = "lanternlantern", password = "LanternLantern", auth = Dummy })).IsRefused(400, "M_WEAK_PASSWORD");
        (await house.Post(Register, new { username = "lantern", password = new string('x', 2_000), auth = Dummy })).IsRefused(400, "M_INVALID_PARAM");
        (await house.Post(Register, new { username = "lantern", auth = Dummy })).IsRefused(400, "M_MISSING_PARAM");
        (await house.Get("/_matrix/client/v3/register/available?username=lantern")).Is(200);
    }
}
