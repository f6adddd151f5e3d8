using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class ProfileTests {
    private const string V3 = "/_matrix/client/v3";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_profile_is_its_owners_to_change_and_everybodys_to_see(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var stranger = await house.Register("kettle");
        var profile = $"{V3}/profile/{person.UserId}";
        Assert.Equal("{}", (await house.Get(profile)).Is(200).Body);
        (await house.Put($"{profile}/displayname", new { displayname = "灯 Lan" }, person.Token)).Is(200);
        (await house.Put($"{profile}/avatar_url", new { avatar_url = "mxc://localhost/abc" }, person.Token)).Is(200);
        Assert.Equal([$"profile {person.UserId} 灯 Lan ", $"profile {person.UserId} 灯 Lan mxc://localhost/abc"], house.Changes.Heard);
        (await house.Send(HttpMethod.Put, $"{profile}/org.example.tea", token: person.Token, raw: """{"org.example.tea":{"leaves":[1,null]}}""")).Is(200);
        (await house.Send(HttpMethod.Put, $"{profile}/m.tz", token: person.Token, raw: """{"m.tz":"Asia/Shanghai"}""")).Is(200);
        var all = (await house.Get(profile)).Is(200).Json;
        Assert.Equal(["avatar_url", "displayname", "m.tz", "org.example.tea"], all.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("""{"leaves":[1,null]}""", all.GetProperty("org.example.tea").GetRawText());
        Assert.Equal("灯 Lan", (await house.Get($"{profile}/displayname")).Is(200).Text("displayname"));
        (await house.Get($"{profile}/org.example.none")).IsRefused(404, "M_NOT_FOUND");
        (await house.Get($"{V3}/profile/@nobody:localhost")).IsRefused(404, "M_NOT_FOUND");
        (await house.Get($"{V3}/profile/@lantern:elsewhere")).IsRefused(404, "M_NOT_FOUND");
        (await house.Put($"{profile}/displayname", new { displayname = "x" }, stranger.Token)).IsRefused(403, "M_FORBIDDEN");
        (await house.Send(HttpMethod.Delete, $"{profile}/displayname", token: stranger.Token)).IsRefused(403, "M_FORBIDDEN");
        (await house.Send(HttpMethod.Delete, $"{profile}/displayname", token: person.Token)).Is(200);
        (await house.Put($"{profile}/avatar_url", new { avatar_url = "" }, person.Token)).Is(200);
        Assert.Equal(["m.tz", "org.example.tea"], (await house.Get(profile)).Is(200).Json.EnumerateObject().Select(p => p.Name).Order());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_field_is_what_the_specification_says_and_a_profile_ends_at_64_KiB(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        var person = await house.Register("lantern");
        var profile = $"{V3}/profile/{person.UserId}";
        async Task<Answer> Set(string key, string raw) => await house.Send(HttpMethod.Put, $"{profile}/{key}", token: person.Token, raw: raw);
        (await Set("displayname", """{"displayname":7}""")).IsRefused(400, "M_BAD_JSON");
        (await Set("displayname", """{"displayname":null}""")).IsRefused(400, "M_BAD_JSON");
        (await Set("displayname", """{"name":"x"}""")).IsRefused(400, "M_MISSING_PARAM");
        (await Set("displayname", "{")).IsRefused(400, "M_NOT_JSON");
        (await Set("displayname", """{"displayname":"a","displayname":"b"}""")).IsRefused(400, "M_BAD_JSON");
        (await Set("avatar_url", """{"avatar_url":"https://example.org/me.png"}""")).IsRefused(400, "M_INVALID_PARAM");
        (await Set("Nonsense", """{"Nonsense":1}""")).IsRefused(400, "M_INVALID_PARAM");
        var key = "org." + new string('a', 252);
        (await Set(key, $$"""{"{{key}}":1}""")).IsRefused(400, "M_KEY_TOO_LARGE");
        // In bytes, not characters: two of these do not fit, though their characters would.
        var large = new string('茶', 12_000);
        (await Set("org.example.a", $$"""{"org.example.a":"{{large}}"}""")).Is(200);
        (await Set("org.example.a", $$"""{"org.example.a":"{{large}}"}""")).Is(200);
        (await Set("org.example.b", $$"""{"org.example.b":"{{large}}"}""")).IsRefused(400, "M_PROFILE_TOO_LARGE");
        (await Set("org.example.b", """{"org.example.b":null}""")).Is(200);
    }
}
