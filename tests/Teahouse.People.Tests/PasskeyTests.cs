using System.Text.Json;
using Dapper;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class PasskeyTests {
    private const string Api = "/people/v1/passkeys";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Somebody_signs_up_and_in_with_a_passkey_and_never_has_a_password(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        var token = await SignUp(house, phone, "lantern");
        Assert.Equal("Lan", (await house.Get("/_matrix/client/v3/profile/@lantern:localhost")).Is(200).Text("displayname"));
        var again = await SignIn(house, phone);
        Assert.Equal("@lantern:localhost", (await house.Get("/_matrix/client/v3/account/whoami", again)).Is(200).Text("user_id"));
        var me = (await house.Get("/people/v1/me", token)).Is(200).Json;
        Assert.False(me.GetProperty("hasPassword").GetBoolean());
        Assert.Equal(1, me.GetProperty("passkeys").GetInt32());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("suspended").ValueKind);
        (await house.Login("lantern", "green leaves")).IsRefused(403, "M_FORBIDDEN");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_passkey_stands_where_a_password_would_be_asked_for(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        var token = await SignUp(house, phone, "lantern");
        const string path = "/_matrix/client/v1/login/get_token";
        var ask = await house.Post(path, token: token);
        Assert.Equal(["org.teahouse.passkey"], ask.Stages());
        var auth = Proof(ask, phone);
        (await house.Post(path, new { auth }, token)).Is(200);
        Assert.Equal("M_FORBIDDEN", (await house.Post(path, new { auth }, token)).Is(401).Text("errcode"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_app_that_knows_no_passkeys_has_the_question_answered_on_the_houses_page(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        using var stranger = new Authenticator();
        var token = await SignUp(house, phone, "lantern");
        var other = await SignUp(house, stranger, "kettle");
        const string path = "/_matrix/client/v1/login/get_token";
        var session = (await house.Post(path, token: token)).Is(401).Text("session");
        var auth = new { session };
        (await house.Post(path, new { auth }, token)).Is(401);
        var page = (await house.Get($"/_matrix/client/v3/auth/org.teahouse.passkey/fallback/web?session={session}")).Is(302);
        Assert.Equal($"http://localhost:8008/confirm#/confirm/{session}", page.Headers["Location"]);
        var asked = (await house.Post("/people/v1/confirm/start", auth)).Is(200);
        Assert.Equal($"POST {path}", asked.Text("request"));
        object Answer(Authenticator device) => new { session, credential = device.Get(asked.Json.GetProperty("options")) };
        (await house.Post("/people/v1/confirm/finish", Answer(stranger))).IsProblem(403, "passkeyRefused");
        (await house.Post(path, new { auth }, token)).Is(401);
        (await house.Post("/people/v1/confirm/finish", Answer(phone))).Is(204);
        (await house.Post("/people/v1/confirm/finish", Answer(phone))).IsProblem(400, "ceremonyExpired");
        (await house.Post(path, new { auth }, other)).Is(401);
        (await house.Post("/_matrix/client/v3/account/deactivate", new { auth }, token)).Is(401);
        (await house.Post(path, new { auth }, token)).Is(200);
        (await house.Post(path, new { auth }, token)).Is(401);
    }

    [Fact]
    public async Task The_page_for_other_apps_answers_no_other_question() {
        await using var house = await PeopleHouse.Open();
        using var phone = new Authenticator();
        await SignUp(house, phone, "lantern");
        var signIn = (await house.Post($"{Api}/sign-in/start")).Is(200);
        (await house.Post("/people/v1/confirm/start", new { session = signIn.Text("ceremony") })).IsProblem(400, "ceremonyExpired");
        (await house.Post("/people/v1/confirm/start", new { session = "made up" })).IsProblem(400, "ceremonyExpired");
        (await house.Get("/_matrix/client/v3/auth/m.login.msisdn/fallback/web?session=x")).IsRefused(404, "M_NOT_FOUND");
        (await house.Get("/_matrix/client/v3/auth/org.teahouse.passkey/fallback/web")).IsRefused(400, "M_MISSING_PARAM");
    }

    [Fact]
    public async Task A_proof_for_one_thing_is_none_for_another_nor_for_anybody_else() {
        await using var house = await PeopleHouse.Open();
        using var phone = new Authenticator();
        using var stranger = new Authenticator();
        var token = await SignUp(house, phone, "lantern");
        var other = await SignUp(house, stranger, "kettle");
        var ask = await house.Post("/_matrix/client/v1/login/get_token", token: token);
        (await house.Post("/_matrix/client/v3/account/deactivate", new { auth = Proof(ask, phone) }, token)).Is(401);
        ask = await house.Post("/_matrix/client/v1/login/get_token", token: token);
        (await house.Post("/_matrix/client/v1/login/get_token", new { auth = Proof(ask, phone) }, other)).Is(401);
        ask = await house.Post("/_matrix/client/v1/login/get_token", token: token);
        (await house.Post("/_matrix/client/v1/login/get_token", new { auth = Proof(ask, stranger) }, token)).Is(401);
        (await house.Get("/_matrix/client/v3/account/whoami", token)).Is(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Passkeys_are_added_named_and_removed_but_never_the_last_way_in(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        using var laptop = new Authenticator();
        var token = await SignUp(house, phone, "lantern");
        await Add(house, token, phone, laptop);
        var keys = (await house.Get(Api, token)).Is(200).Json.EnumerateArray().ToArray();
        Assert.Equal(["Phone", "Laptop"], keys.Select(k => k.GetProperty("name").GetString()));
        Assert.Equal(["passkey_added"], Notices(await house.Get("/people/v1/me", token)));
        var remove = $"{Api}/{keys[0].GetProperty("id").GetString()}/remove";
        var ask = await house.Post(remove, token: token);
        (await house.Post(remove, new { auth = Proof(ask, laptop) }, token)).Is(204);
        (await house.Post(remove, token: token)).IsProblem(404, "notFound");
        (await house.Post($"{Api}/{keys[1].GetProperty("id").GetString()}/remove", token: token)).IsProblem(409, "lastWayIn");
        await AssertRefused(house, phone);
        await SignIn(house, laptop);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_an_answer_made_here_and_now_by_somebody_recognised_is_taken(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        await SignUp(house, phone, "lantern");
        foreach (var lie in new Action<Authenticator>[] {
            a => a.Origin = "http://localhost:9999", a => a.Origin = "https://localhost:8008", a => a.Origin = "http://evil.localhost:8008",
            a => a.Host = "evil.example", a => a.CrossOrigin = true, a => a.Verifies = false,
        }) {
            var (origin, host) = (phone.Origin, phone.Host);
            lie(phone);
            await AssertRefused(house, phone);
            (phone.Origin, phone.Host, phone.CrossOrigin, phone.Verifies) = (origin, host, false, true);
        }
        await SignIn(house, phone);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_ceremony_is_answered_once_and_soon(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        await SignUp(house, phone, "lantern");
        var start = (await house.Post($"{Api}/sign-in/start")).Is(200);
        var answer = new { ceremony = start.Text("ceremony"), credential = phone.Get(start.Json.GetProperty("options")) };
        (await house.Post($"{Api}/sign-in/finish", answer)).Is(200);
        (await house.Post($"{Api}/sign-in/finish", answer)).IsProblem(400, "ceremonyExpired");
        var late = (await house.Post($"{Api}/sign-in/start")).Is(200);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        (await house.Post($"{Api}/sign-in/finish", new { ceremony = late.Text("ceremony"), credential = phone.Get(late.Json.GetProperty("options")) }))
            .IsProblem(400, "ceremonyExpired");
        var other = (await house.Post($"{Api}/sign-in/start")).Is(200);
        var mine = (await house.Post($"{Api}/sign-in/start")).Is(200);
        (await house.Post($"{Api}/sign-in/finish", new { ceremony = other.Text("ceremony"), credential = phone.Get(mine.Json.GetProperty("options")) }))
            .IsProblem(403, "passkeyRefused");
    }

    [Fact]
    public async Task A_sign_up_obeys_the_house() {
        await using var house = await PeopleHouse.Open(registration: RegistrationRule.Token);
        using var phone = new Authenticator();
        (await house.Post($"{Api}/sign-up/start", new { handle = "lantern" })).IsProblem(403, "registrationTokenInvalid");
        var token = "";
        await house.Beside(async people => token = await people.Invite(1, 1));
        (await house.Post($"{Api}/sign-up/start", new { handle = "Lantern", registrationToken = token })).IsProblem(400, "handleInvalid");
        (await house.Post($"{Api}/sign-up/start", new { handle = "admin", registrationToken = token })).IsProblem(409, "handleReserved");
        await SignUp(house, phone, "lantern", token);
        (await house.Post($"{Api}/sign-up/start", new { handle = "kettle", registrationToken = token })).IsProblem(403, "registrationTokenInvalid");
        await using var closed = await PeopleHouse.Open(registration: RegistrationRule.Closed);
        (await closed.Post($"{Api}/sign-up/start", new { handle = "lantern" })).IsProblem(403, "registrationClosed");
    }

    [Fact]
    public async Task Of_two_who_sign_up_with_one_handle_one_gets_it() {
        await using var house = await PeopleHouse.Open();
        using var phone = new Authenticator();
        var start = (await house.Post($"{Api}/sign-up/start", new { handle = "lantern" })).Is(200);
        await house.Register("lan.tern");
        (await house.Post($"{Api}/sign-up/finish", new { ceremony = start.Text("ceremony"), credential = phone.Create(start.Json.GetProperty("options")) }))
            .IsProblem(409, "handleTaken");
    }

    [Fact]
    public async Task Neither_handle_nor_internal_id_lies_on_the_device() {
        await using var house = await PeopleHouse.Open();
        var start = (await house.Post($"{Api}/sign-up/start", new { handle = "lantern" })).Is(200);
        var user = System.Buffers.Text.Base64Url.DecodeFromChars(start.Json.GetProperty("options").GetProperty("user").GetProperty("id").GetString());
        Assert.DoesNotContain("lantern", System.Text.Encoding.UTF8.GetString(user), StringComparison.Ordinal);
        Assert.Equal(0, await house.Database.Read(c => c.QuerySingleAsync<long>("SELECT count(*) FROM people_person"), TestContext.Current.CancellationToken));
    }

    internal static async Task<string> SignUp(PeopleHouse house, Authenticator device, string handle, string? registrationToken = null) {
        var start = (await house.Post($"{Api}/sign-up/start", PeopleHouse.Merge(
            new { handle }, registrationToken is null ? null : new { registrationToken }))).Is(200);
        var finish = (await house.Post($"{Api}/sign-up/finish", new {
            ceremony = start.Text("ceremony"), credential = device.Create(start.Json.GetProperty("options")), displayName = "Lan", passkeyName = "Phone",
        })).Is(200);
        house.Clock.Advance(TimeSpan.FromMilliseconds(5));
        return await Spend(house, finish);
    }

    internal static object Proof(Answer ask, Authenticator device) => new {
        type = "org.teahouse.passkey",
        session = ask.Text("session"),
        credential = device.Get(ask.Json.GetProperty("params").GetProperty("org.teahouse.passkey").GetProperty("options")),
    };

    internal static async Task<string> Spend(PeopleHouse house, Answer given) => (await house.Post("/_matrix/client/v3/login", new {
        type = "m.login.token", token = given.Text("loginToken"),
    })).Is(200).Text("access_token");

    internal static string?[] Notices(Answer me) => [.. me.Is(200).Json.GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("kind").GetString())];

    private static async Task<Answer> TrySignIn(PeopleHouse house, Authenticator device) {
        var start = (await house.Post($"{Api}/sign-in/start")).Is(200);
        return await house.Post($"{Api}/sign-in/finish", new { ceremony = start.Text("ceremony"), credential = device.Get(start.Json.GetProperty("options")) });
    }

    internal static async Task<string> SignIn(PeopleHouse house, Authenticator device) => await Spend(house, (await TrySignIn(house, device)).Is(200));

    private static async Task AssertRefused(PeopleHouse house, Authenticator device) => (await TrySignIn(house, device)).IsProblem(403, "passkeyRefused");

    /// <summary>A passkey for somebody who has a password.</summary>
    internal static async Task Add(PeopleHouse house, Resident person, Authenticator added) {
        var start = (await house.Post($"{Api}/add/start", new { auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200);
        (await house.Post($"{Api}/add/finish", new { ceremony = start.Text("ceremony"), credential = added.Create(start.Json.GetProperty("options")), name = "Laptop" }, person.Token)).Is(200);
    }

    private static async Task Add(PeopleHouse house, string token, Authenticator owned, Authenticator added) {
        var ask = await house.Post($"{Api}/add/start", token: token);
        var start = (await house.Post($"{Api}/add/start", new { auth = Proof(ask, owned) }, token)).Is(200);
        Assert.Single(start.Json.GetProperty("options").GetProperty("excludeCredentials").EnumerateArray());
        var finish = new { ceremony = start.Text("ceremony"), credential = added.Create(start.Json.GetProperty("options")), name = "Laptop" };
        Assert.Equal("Laptop", (await house.Post($"{Api}/add/finish", finish, token)).Is(200).Text("name"));
        (await house.Post($"{Api}/add/finish", finish, token)).IsProblem(400, "ceremonyExpired");
    }
}
