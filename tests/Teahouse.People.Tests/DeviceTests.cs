using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class DeviceTests {
    private const string V3 = "/_matrix/client/v3";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_person_sees_names_and_signs_out_their_devices_and_nobody_elses(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var stranger = await house.Register("kettle");
        var tablet = (await house.Login("lantern", person.Password, new { device_id = "TABLET" })).Is(200).Text("access_token");
        (await house.Put($"{V3}/devices/TABLET", new { display_name = "Tablet" }, person.Token)).Is(200);
        Assert.Contains($"renamed {person.UserId}", house.Changes.Heard);
        Assert.Equal(2, (await house.Get($"{V3}/devices", person.Token)).Is(200).Json.GetProperty("devices").GetArrayLength());
        foreach (var path in new[] { "TABLET", "NONE" }) (await house.Get($"{V3}/devices/{path}", stranger.Token)).IsRefused(404, "M_NOT_FOUND");
        (await house.Put($"{V3}/devices/TABLET", new { display_name = "Mine" }, stranger.Token)).IsRefused(404, "M_NOT_FOUND");
        (await house.Send(HttpMethod.Delete, $"{V3}/devices/TABLET", token: stranger.Token)).IsRefused(404, "M_NOT_FOUND");
        (await house.Get($"{V3}/account/whoami", tablet)).Is(200);
        Assert.Equal(["m.login.password"], (await house.Send(HttpMethod.Delete, $"{V3}/devices/TABLET", token: person.Token)).Stages());
        (await house.Send(HttpMethod.Delete, $"{V3}/devices/TABLET", new { auth = PeopleHouse.ByPassword(stranger) }, person.Token)).IsRefused(401, "M_FORBIDDEN");
        (await house.Send(HttpMethod.Delete, $"{V3}/devices/TABLET", new { auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", tablet)).IsRefused(401, "M_UNKNOWN_TOKEN");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Several_go_at_once_and_other_modules_hear_of_it_with_their_own_positions(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        foreach (var device in new[] { "A", "B", "C" }) await house.Login("lantern", person.Password, new { device_id = device });
        var before = await house.Database.Read(Database.LastPosition, TestContext.Current.CancellationToken);
        (await house.Post($"{V3}/delete_devices", new { devices = new[] { "A", "B", "NONE" }, auth = PeopleHouse.ByPassword(person) }, person.Token)).Is(200);
        // One position is the revocation's own, the two behind it are the other module's.
        Assert.Equal($"ended {person.UserId} A B at {before + 2}", Assert.Single(house.Changes.Heard));
        Assert.Equal(before + 3, await house.Database.Read(Database.LastPosition, TestContext.Current.CancellationToken));
        (await house.Post($"{V3}/logout/all", token: person.Token)).Is(200);
        (await house.Get($"{V3}/account/whoami", person.Token)).IsRefused(401, "M_UNKNOWN_TOKEN");
        Assert.Equal(2, house.Changes.Heard.Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task When_a_device_was_seen_is_written_now_and_then(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var first = await Seen();
        house.Clock.Advance(TimeSpan.FromMinutes(9));
        await Seen();
        Assert.Equal(first, await Seen());
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await Seen();
        Assert.Equal(first + 11 * 60_000, await Seen());

        async Task<long> Seen() => (await house.Get($"{V3}/devices/{person.DeviceId}", person.Token)).Is(200).Json.GetProperty("last_seen_ts").GetInt64();
    }
}
