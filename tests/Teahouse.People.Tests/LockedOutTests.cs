using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

/// <summary>An attacker behind the same address as everybody else: they get nowhere, and shut nobody out.</summary>
public sealed class LockedOutTests {
    private const string V3 = "/_matrix/client/v3";
    private const int FailuresOfOneHandle = 10;
    private const int FailuresOfAnAddress = 300;

    [Fact]
    public async Task While_somebody_guesses_a_password_its_owner_has_every_other_way_in_and_goes_on_as_ever() {
        await using var house = await PeopleHouse.Open(rateLimits: true);
        using var passkey = new Authenticator();
        var owner = await house.Register("lantern");
        var verifier = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=');
        (await house.Put("/people/v1/recovery", new { verifier }, owner.Token)).Is(204);
        await PasskeyTests.Add(house, owner, passkey);
        var given = (await house.Post("/_matrix/client/v1/login/get_token", new { auth = PeopleHouse.ByPassword(owner) }, owner.Token)).Is(200).Text("login_token");
        for (var i = 0; i < FailuresOfOneHandle; i++) (await house.Login("lantern", $"guess number {i}")).IsRefused(403, "M_FORBIDDEN");
        (await house.Login("lantern", owner.Password)).IsRefused(429, "M_LIMIT_EXCEEDED");

        (await house.Post($"{V3}/account/password", new { new_password = "black leaves", logout_devices = false, auth = PeopleHouse.ByPassword(owner) }, owner.Token)).Is(200);
        (await house.Post("/people/v1/recovery/sign-in", new { handle = "lantern", verifier })).Is(200);
        await PasskeyTests.SignIn(house, passkey);
        // A new password ended the token that was given before it; the next one lets in.
        (await house.Post($"{V3}/login", new { type = "m.login.token", token = given })).IsRefused(403, "M_FORBIDDEN");
        given = (await house.Post("/_matrix/client/v1/login/get_token", new { auth = PeopleHouse.ByPassword(owner with { Password = "black leaves" }) }, owner.Token)).Is(200).Text("login_token");
        (await house.Post($"{V3}/login", new { type = "m.login.token", token = given })).Is(200);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        (await house.Login("lantern", "black leaves")).Is(200);
    }

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Who_comes_back_on_a_device_of_theirs_does_not_wait_for_who_guesses_behind_the_same_address(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind, rateLimits: true);
        var owner = await house.Register("lantern");
        await house.Register("kettle");
        for (var i = 0; i < FailuresOfOneHandle; i++) (await house.Login("lantern", $"guess number {i}")).IsRefused(403, "M_FORBIDDEN");
        (await house.Login("lantern", owner.Password)).IsRefused(429, "M_LIMIT_EXCEEDED");
        for (var i = 0; i < FailuresOfOneHandle; i++) (await On(owner.DeviceId, owner.Password)).Is(200);

        // A device that is nobody's, or somebody else's, is no way to guess on; nor is their own for long.
        (await On("ANOTHER", owner.Password)).IsRefused(429, "M_LIMIT_EXCEEDED");
        for (var i = 0; i < FailuresOfOneHandle; i++) await house.Login("kettle", $"guess number {i}");
        (await house.Login("kettle", "green leaves", new { device_id = owner.DeviceId })).IsRefused(429, "M_LIMIT_EXCEEDED");
        for (var i = 0; i < 3; i++) (await On(owner.DeviceId, $"more guesses {i}")).IsRefused(403, "M_FORBIDDEN");
        (await On(owner.DeviceId, owner.Password)).IsRefused(429, "M_LIMIT_EXCEEDED");

        Task<Answer> On(string device, string password) => house.Login("lantern", password, new { device_id = device });
    }

    [Fact]
    public async Task Who_has_stolen_a_token_guesses_no_password_and_shuts_nobody_out() {
        await using var house = await PeopleHouse.Open(rateLimits: true);
        var owner = await house.Register("lantern");
        var stolen = (await house.Login("lantern", owner.Password)).Is(200).Text("access_token");
        object Take(string guess) => new { new_password = "taken over now", auth = PeopleHouse.ByPassword(owner with { Password = guess }) };
        for (var i = 0; i < FailuresOfOneHandle; i++) (await house.Post($"{V3}/account/password", Take($"guess number {i}"), stolen)).IsRefused(401, "M_FORBIDDEN");
        (await house.Post($"{V3}/account/password", Take(owner.Password), stolen)).IsRefused(429, "M_LIMIT_EXCEEDED");
        (await house.Login("lantern", owner.Password)).Is(200);
        (await house.Post($"{V3}/logout/all", new { }, owner.Token)).Is(200);
    }

    [Fact]
    public void Who_guesses_through_many_handles_is_stopped_and_a_neighbour_signs_in_at_once() {
        var clock = new FakeTimeProvider();
        var limits = new RateLimits(new House("localhost", new Uri(PeopleHouse.Url), new Uri("http://pay.localhost:8008"), RegistrationRule.Open, RateLimits: true), clock);
        var campus = From("203.0.113.7");
        for (var i = 0; i < FailuresOfAnAddress; i++) limits.Try(campus, $"nobody{i}");
        for (var i = 0; i < 20; i++) limits.Try(campus, "kettle")();       // right, as often as one likes
        // Of each handle a few guesses are left, in an hour and not in a minute; elsewhere nobody notices.
        for (var i = 0; i < 3; i++) limits.Try(campus, "lantern");
        Assert.Equal("M_LIMIT_EXCEEDED", Assert.Throws<MatrixRefusalException>(() => limits.Try(campus, "lantern")).Error.Code);
        limits.Try(From("203.0.113.8"), "lantern")();
        for (var minute = 0; minute < 10; minute++) {
            clock.Advance(TimeSpan.FromMinutes(1));
            for (var i = 0; i < FailuresOfAnAddress; i++) limits.Try(campus, $"more{minute} {i}");
        }
        Assert.Throws<MatrixRefusalException>(() => limits.Try(campus, "lantern"));
        limits.Try(campus, "kettle")();

        static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
    }

    [Fact]
    public async Task A_campus_behind_one_address_gets_in() {
        await using var house = await PeopleHouse.Open(rateLimits: true);
        using var passkey = new Authenticator();
        await PasskeyTests.SignUp(house, passkey, "lantern");
        for (var i = 0; i < 250; i++) await PasskeyTests.SignIn(house, passkey);
        for (var i = 0; i < 60; i++) {
            house.Clock.Advance(TimeSpan.FromMilliseconds(150));
            await PasskeyTests.SignIn(house, passkey);
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Ceremonies_that_nobody_answers_make_room_for_new_ones(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var passkey = new Authenticator();
        await PasskeyTests.SignUp(house, passkey, "lantern");
        var later = house.Clock.GetUtcNow().AddMinutes(4).ToUnixTimeMilliseconds();
        foreach (var some in Enumerable.Range(0, PeopleLimits.CeremoniesMax).Chunk(2_000)) {
            await house.Database.Write(new Write([.. some.Select(i => Statement.Do(
                "INSERT INTO people_ceremony (id, purpose, person, state, expires_at) VALUES (@id, 'sign-in', 0, '', @later)",
                ("id", BitConverter.GetBytes(i)), ("later", later - i)))]), TestContext.Current.CancellationToken);
        }
        await PasskeyTests.SignIn(house, passkey);
    }
}
