using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.SignIn;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class SignInTests {
    private const string V3 = "/_matrix/client/v3";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_person_is_known_by_handle_or_user_id_in_the_new_form_and_the_old(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        foreach (var user in new[] { "lantern", "@lantern:localhost", "Lantern", "@LANTERN:localhost" }) {
            Assert.Equal(person.UserId, (await house.Login(user, person.Password)).Is(200).Text("user_id"));
        }
        (await house.Post($"{V3}/login", new { type = "m.login.password", user = "lantern", password = person.Password })).Is(200);
        (await house.Login("lantern", "something else")).IsRefused(403, "M_FORBIDDEN");
        (await house.Login("nobody", person.Password)).IsRefused(403, "M_FORBIDDEN");
        (await house.Login("@lantern:elsewhere", person.Password)).IsRefused(403, "M_FORBIDDEN");
        (await house.Login("lan\0tern", person.Password)).IsRefused(403, "M_FORBIDDEN");
        (await house.Post($"{V3}/login", new { type = "m.login.fax" })).IsRefused(400, "M_UNKNOWN");
        (await house.Post($"{V3}/login", new { type = "m.login.password", password = "x" })).IsRefused(400, "M_MISSING_PARAM");
        (await house.Post($"{V3}/login", new { type = "m.login.password", identifier = new { type = "m.id.phone" }, password = "x" })).IsRefused(403, "M_FORBIDDEN");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_device_that_signs_in_again_goes_on_under_its_name_and_its_old_token_ends(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        await house.Put($"{V3}/devices/{person.DeviceId}", new { display_name = "Phone" }, person.Token);
        (await house.Get($"{V3}/account/whoami", person.Token)).Is(200);
        var again = (await house.Login("lantern", person.Password, new { device_id = person.DeviceId, initial_device_display_name = "Other" })).Is(200);
        (await house.Get($"{V3}/account/whoami", person.Token)).IsRefused(401, "M_UNKNOWN_TOKEN");
        Assert.Equal("Phone", (await house.Get($"{V3}/devices/{person.DeviceId}", again.Text("access_token"))).Is(200).Text("display_name"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_login_token_is_spent_once_and_soon(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var token = await LoginToken(house, person);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Spend(house, token)));
        Assert.Single(answers, a => a.Status == System.Net.HttpStatusCode.OK);
        (await Spend(house, token)).IsRefused(403, "M_FORBIDDEN");
        (await Spend(house, "forged")).IsRefused(403, "M_FORBIDDEN");
        var late = await LoginToken(house, person);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Spend(house, late)).IsRefused(403, "M_FORBIDDEN");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_new_password_signs_out_the_others_and_ends_what_was_given_out_before(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var other = (await house.Login("lantern", person.Password)).Is(200).Text("access_token");
        var given = await LoginToken(house, person);
        (await house.Get($"{V3}/account/whoami", other)).Is(200);
        Assert.Equal(["m.login.password"], (await house.Post($"{V3}/account/password", new { new_password = "black leaves" }, person.Token)).Stages());
        (await house.Post($"{V3}/account/password", new { new_password = "black leaves", auth = PeopleHouse.ByPassword(person with { Password = "wrong" }) }, person.Token))
            .IsRefused(401, "M_FORBIDDEN");
        (await house.Post($"{V3}/account/password", new { new_password = "black leaves", auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", person.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", other)).IsRefused(401, "M_UNKNOWN_TOKEN");
        (await Spend(house, given)).IsRefused(403, "M_FORBIDDEN");
        (await house.Login("lantern", person.Password)).IsRefused(403, "M_FORBIDDEN");
        var stays = (await house.Login("lantern", "black leaves")).Is(200).Text("access_token");
        (await house.Post($"{V3}/account/password", new {
            new_password = "white leaves", logout_devices = false, auth = PeopleHouse.ByPassword(person with { Password = "black leaves" }),
        }, person.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", stays)).Is(200);
        Assert.Equal(["password_changed", "password_changed"], PasskeyTests.Notices(await house.Get("/people/v1/me", stays)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_leaves_is_gone_but_the_handle_stays_taken(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        (await house.Put($"{V3}/profile/{person.UserId}/displayname", new { displayname = "Lan" }, person.Token)).Is(200);
        (await house.Post($"{V3}/account/deactivate", new { erase = true }, person.Token)).Is(401);
        (await house.Post($"{V3}/account/deactivate", new { erase = true, auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", person.Token)).IsRefused(401, "M_UNKNOWN_TOKEN");
        (await house.Login("lantern", person.Password)).IsRefused(403, "M_FORBIDDEN");
        (await house.Get($"{V3}/profile/{person.UserId}")).IsRefused(404, "M_NOT_FOUND");
        (await house.Get($"{V3}/register/available?username=lantern")).IsRefused(400, "M_USER_IN_USE");
        Assert.Contains($"deactivated {person.UserId} True", house.Changes.Heard);
        Assert.Equal(0, await house.Database.Read(c => c.QuerySingleAsync<long>("SELECT count(*) FROM people_leaving"), TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_departure_that_a_crash_interrupted_is_finished(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var id = await house.Database.Read(c => c.QuerySingleAsync<long>("SELECT person FROM people_person"), TestContext.Current.CancellationToken);
        await house.Database.Write(Departures.Begin(new PersonId(id), erase: true), TestContext.Current.CancellationToken);
        for (var start = 0; start < 2; start++) await house.Services.GetRequiredService<Departures>().FinishAll(TestContext.Current.CancellationToken);
        Assert.Equal([$"deactivated {person.UserId} True"], house.Changes.Heard);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_departure_that_fails_waits_for_the_next_start_and_holds_up_nobody_else(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var (stuck, other) = (await house.Register("lantern"), await house.Register("kettle"));
        foreach (var id in await Numbers("SELECT person FROM people_person")) {
            await house.Database.Write(Departures.Begin(new PersonId(id), erase: true), TestContext.Current.CancellationToken);
        }
        house.Changes.Stuck = stuck.UserId;
        await Start();
        Assert.Equal([$"deactivated {other.UserId} True"], house.Changes.Heard);
        Assert.Equal(await Numbers("SELECT person FROM people_person WHERE handle = 'lantern'"), await Numbers("SELECT person FROM people_leaving"));
        var logged = Assert.Single(house.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
        Assert.DoesNotContain("lantern", logged, StringComparison.Ordinal);

        house.Changes.Stuck = null;
        await Start();
        Assert.Equal($"deactivated {stuck.UserId} True", house.Changes.Heard.Last());
        Assert.Empty(await Numbers("SELECT person FROM people_leaving"));

        Task Start() => house.Services.GetRequiredService<Departures>().FinishAll(TestContext.Current.CancellationToken);

        Task<IEnumerable<long>> Numbers(string sql) => house.Database.Read(c => c.QueryAsync<long>(sql), TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task No_secret_lies_in_the_database(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern", refreshes: true);
        var given = await LoginToken(house, person);
        var kept = await house.Database.Read(async c => string.Join('\n', (await c.QueryAsync<string>("SELECT password FROM people_person")).Concat(
            (await c.QueryAsync<byte[]>("SELECT access FROM people_session UNION SELECT refresh FROM people_session UNION SELECT token FROM people_one_time_token"))
                .Select(b => System.Text.Encoding.UTF8.GetString(b)))), TestContext.Current.CancellationToken);
        foreach (var secret in new[] { person.Token, person.Password, person.RefreshToken!, given }) Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_is_slowed_for_the_guesser_and_for_nobody_else() {
        await using var house = await PeopleHouse.Open(rateLimits: true);
        var victim = await house.Register("lantern");
        await house.Register("kettle");
        for (var i = 0; i < 10; i++) (await house.Login("lantern", $"guess number {i}")).IsRefused(403, "M_FORBIDDEN");
        var refused = (await house.Login("lantern", victim.Password)).IsRefused(429, "M_LIMIT_EXCEEDED");
        Assert.InRange(refused.Json.GetProperty("retry_after_ms").GetInt64(), 1, 30_000);
        Assert.Equal("30", refused.Headers["Retry-After"]);
        (await house.Login("kettle", "green leaves")).Is(200);
        (await house.Get($"{V3}/account/whoami", victim.Token)).Is(200);
        house.Clock.Advance(TimeSpan.FromSeconds(31));
        (await house.Login("lantern", victim.Password)).Is(200);
        for (var i = 0; i < 20; i++) (await house.Login("kettle", "green leaves")).Is(200);
    }

    private static async Task<string> LoginToken(PeopleHouse house, Resident person) => (await house.Post("/_matrix/client/v1/login/get_token",
        new { auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200).Text("login_token");

    private static Task<Answer> Spend(PeopleHouse house, string token) => house.Post($"{V3}/login", new { type = "m.login.token", token });
}
