using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class GateTests {
    private const string V3 = "/_matrix/client/v3";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Fact]
    public async Task Every_answer_of_Matrix_may_be_read_by_a_page_of_another_site() {
        await using var house = await PeopleHouse.Open();
        foreach (var answer in new[] {
            await house.Get("/_matrix/client/versions"), await house.Get($"{V3}/account/whoami"), await house.Get("/_matrix/nothing"),
            await house.Get("/.well-known/matrix/client"), await house.Post($"{V3}/login", new { }),
            await house.Send(HttpMethod.Options, $"{V3}/login"), await house.Send(HttpMethod.Options, "/_matrix/nothing"),
        }) {
            Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
            Assert.Equal("GET, POST, PUT, DELETE, OPTIONS", answer.Headers["Access-Control-Allow-Methods"]);
            Assert.Equal("X-Requested-With, Content-Type, Authorization", answer.Headers["Access-Control-Allow-Headers"]);
        }
        (await house.Send(HttpMethod.Options, $"{V3}/logout")).Is(204);
        Assert.DoesNotContain("Access-Control-Allow-Origin", (await house.Get("/people/v1/house")).Headers.Keys);
    }

    [Fact]
    public async Task What_is_not_there_is_unrecognized_and_a_wrong_method_too() {
        await using var house = await PeopleHouse.Open();
        (await house.Get("/_matrix/client/v3/teapot")).IsRefused(404, "M_UNRECOGNIZED");
        (await house.Get($"{V3}/account/3pid/add")).IsRefused(404, "M_UNRECOGNIZED");
        (await house.Put($"{V3}/login", new { })).IsRefused(405, "M_UNRECOGNIZED");
        (await house.Get("/people/v1/teapot")).IsProblem(404, "notFound");
        (await house.Send(HttpMethod.Delete, "/people/v1/house")).IsProblem(405, "notFound");
    }

    [Fact]
    public async Task A_token_may_stand_in_the_address_and_is_never_logged() {
        await using var house = await PeopleHouse.Open();
        var person = await house.Register("lantern", refreshes: true);
        (await house.Get($"/_matrix/client/r0/account/whoami?access_token={person.Token}")).Is(200);
        (await house.Get($"/_matrix/client/r0/account/whoami?access_token=forged-{person.Token}")).IsRefused(401, "M_UNKNOWN_TOKEN");
        (await house.Get($"{V3}/account/whoami")).IsRefused(401, "M_MISSING_TOKEN");
        (await house.Get($"{V3}/account/whoami?access_token=")).IsRefused(401, "M_MISSING_TOKEN");
        await house.Post($"{V3}/refresh", new { refresh_token = person.RefreshToken });
        Assert.NotEmpty(house.Log.Lines);
        foreach (var secret in new[] { person.Token, person.RefreshToken!, person.Password }) {
            Assert.DoesNotContain(house.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whatever_is_sent_the_answer_is_a_refusal_and_never_our_own_failure(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var deep = string.Concat(Enumerable.Repeat("[", 70)) + string.Concat(Enumerable.Repeat("]", 70));
        string[] bodies = [
            "{", "[]", "null", "7", "\"x\"", deep, """{"auth":7}""", """{"auth":{"type":[]}}""", """{"a":1,"a":2}""", """{"type":null}""", "\u0000",
            """{"username":"\u0000","password":"\u0000","auth":{"type":"m.login.dummy"}}""", """{"username":"\ud800"}""", """{"device_id":"\u0000"}""",
            """{"type":"m.login.password","identifier":{"type":"m.id.user","user":"\u0000"},"password":"x"}""",
            """{"type":"m.login.password","identifier":{"type":"m.id.user","user":7},"password":"x"}""",
            """{"type":"m.login.token","token":"\u0000"}""", """{"refresh_token":"\u0000"}""", """{"devices":[7]}""", """{"devices":["\u0000"]}""",
            """{"auth":{"type":"m.login.password","password":"\u0000","user":"\u0000"}}""",
            """{"auth":{"type":"org.teahouse.passkey","session":"\u0000","credential":{}}}""",
            """{"handle":"\u0000","verifier":"\u0000"}""", """{"token":"\u0000"}""", """{"ceremony":"\u0000","credential":{}}""",
            """{"display_name":"\u0000"}""", """{"displayname":"\u0000"}""", """{"handle":"x","more":1}""", $$"""{"verifier":"{{new string('x', 70_000)}}"}""",
        ];
        (HttpMethod, string)[] routes = [
            (HttpMethod.Post, $"{V3}/register"), (HttpMethod.Post, $"{V3}/login"), (HttpMethod.Post, $"{V3}/refresh"), (HttpMethod.Post, $"{V3}/account/password"),
            (HttpMethod.Post, $"{V3}/account/deactivate"), (HttpMethod.Post, $"{V3}/delete_devices"), (HttpMethod.Put, $"{V3}/devices/{person.DeviceId}"),
            (HttpMethod.Put, $"{V3}/profile/{person.UserId}/displayname"), (HttpMethod.Post, "/_matrix/client/v1/login/get_token"),
            (HttpMethod.Post, "/people/v1/passkeys/sign-up/start"), (HttpMethod.Post, "/people/v1/passkeys/sign-up/finish"),
            (HttpMethod.Post, "/people/v1/passkeys/sign-in/finish"), (HttpMethod.Post, "/people/v1/passkeys/add/start"), (HttpMethod.Post, "/people/v1/passkeys/add/finish"),
            (HttpMethod.Put, "/people/v1/recovery"), (HttpMethod.Post, "/people/v1/recovery/sign-in"), (HttpMethod.Post, "/people/v1/let-in"),
        ];
        foreach (var (method, path) in routes) {
            foreach (var raw in bodies) {
                var answer = await house.Send(method, path, token: person.Token, raw: raw);
                Assert.True((int)answer.Status < 500, $"{path} {raw} {answer.Body}");
                Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
            }
        }
        Assert.DoesNotContain(house.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
        foreach (var query in new[] { "register/available?username=%00", "register/available?username=%ff", "register/available?username=a&username=b" }) {
            Assert.Equal(400, (int)(await house.Get($"{V3}/{query}")).Status);
        }
        (await house.Get($"{V3}/account/whoami", person.Token)).Is(200);
    }

    [Fact]
    public async Task A_person_may_do_much_and_not_everything_at_once_and_a_neighbour_does_not_notice() {
        await using var house = await PeopleHouse.Open(rateLimits: true);
        var person = await house.Register("lantern");
        var neighbour = await house.Register("kettle");
        var answers = new List<Answer>();
        for (var i = 0; i < 101; i++) answers.Add(await house.Put($"{V3}/devices/{person.DeviceId}", new { }, person.Token));
        Assert.All(answers.Take(100), a => a.Is(200));
        var refused = answers[100].IsRefused(429, "M_LIMIT_EXCEEDED");
        Assert.Equal(100, refused.Json.GetProperty("retry_after_ms").GetInt64());
        (await house.Put($"{V3}/devices/{neighbour.DeviceId}", new { }, neighbour.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", person.Token)).Is(200);
        Answer own;
        do own = await house.Send(HttpMethod.Delete, "/people/v1/me/notices/x", token: person.Token); while ((int)own.Status == 204);
        Assert.True(own.IsProblem(429, "rateLimited").Json.GetProperty("retryAfterMs").GetInt64() > 0);
    }

    [Fact]
    public async Task What_the_house_says_of_itself() {
        await using var house = await PeopleHouse.Open();
        var versions = (await house.Get("/_matrix/client/versions")).Is(200).Json.GetProperty("versions").EnumerateArray().Select(v => v.GetString()).ToArray();
        Assert.Equal(["r0.6.1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6", "v1.7", "v1.8", "v1.9", "v1.10", "v1.11", "v1.12", "v1.13"], versions);
        Assert.Equal(PeopleHouse.Url, (await house.Get("/.well-known/matrix/client")).Is(200).Json.GetProperty("m.homeserver").GetProperty("base_url").GetString());
        var about = (await house.Get("/people/v1/house")).Is(200);
        Assert.Equal(("localhost", "open"), (about.Text("serverName"), about.Text("registration")));
        var person = await house.Register("lantern");
        var capabilities = (await house.Get($"{V3}/capabilities", person.Token)).Is(200).Json.GetProperty("capabilities");
        Assert.Equal("11", capabilities.GetProperty("m.room_versions").GetProperty("default").GetString());
        Assert.Empty((await house.Get($"{V3}/account/3pid", person.Token)).Is(200).Json.GetProperty("threepids").EnumerateArray());
    }
}
