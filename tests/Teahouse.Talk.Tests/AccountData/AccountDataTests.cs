using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.AccountData;

public sealed class AccountDataTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_person_keeps_is_theirs_alone_and_told_to_their_devices_once(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var room = await host.Room(mei, li);
        var before = await host.Sync(mei);
        await mei.Do("PUT", $"/user/{mei.UserId}/account_data/org.example%2Ftea", """{"leaves": 3, "pot":{"n":[1,null]}}""");
        await mei.Do("PUT", $"/user/{mei.UserId}/rooms/{room.Id}/account_data/org.example.cup", """{"full":true}""");
        Assert.Equal([mei.Id.Value, mei.Id.Value], host.TakeRings());
        Assert.Equal("""{"leaves": 3, "pot":{"n":[1,null]}}""", await mei.Do("GET", $"/user/{mei.UserId}/account_data/org.example%2Ftea"));
        Assert.Equal("""{"full":true}""", await mei.Do("GET", $"/user/{mei.UserId}/rooms/{room.Id}/account_data/org.example.cup"));
        await li.Refused(404, "M_NOT_FOUND", "GET", $"/user/{li.UserId}/rooms/{room.Id}/account_data/org.example.cup");

        var told = await host.Sync(mei, before);
        Assert.Equal(["org.example/tea"], told.AccountData.Keys);
        Assert.Equal("""{"full":true}""", told.AccountDataIn(room)["org.example.cup"]);
        Assert.False((await host.Sync(mei, told)).Answer.HasNews);
        Assert.DoesNotContain("org.example/tea", (await host.Sync(li)).AccountData.Keys);
        await mei.Do("PUT", $"/user/{mei.UserId}/account_data/org.example%2Ftea", "{}");
        Assert.Equal("{}", (await host.Sync(mei, told)).AccountData["org.example/tea"]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_server_keeps_itself_and_what_is_not_one_s_own_is_refused(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var room = await host.Room(li);
        var own = $"/user/{mei.UserId}";
        foreach (var type in new[] { "m.fully_read", "m.push_rules" }) {
            await mei.Refused(405, "M_BAD_JSON", "PUT", $"{own}/account_data/{type}", "{}");
            await mei.Refused(405, "M_BAD_JSON", "PUT", $"{own}/rooms/{room.Id}/account_data/{type}", "{}");
        }
        await li.Refused(403, "M_FORBIDDEN", "PUT", $"{own}/account_data/a", "{}");
        await li.Refused(403, "M_FORBIDDEN", "GET", $"{own}/account_data/a");
        await li.Refused(403, "M_FORBIDDEN", "GET", $"{own}/rooms/{room.Id}/tags");
        await mei.Refused(403, "M_FORBIDDEN", "PUT", $"{own}/rooms/{room.Id}/account_data/a", "{}");
        await mei.Refused(403, "M_FORBIDDEN", "PUT", $"{own}/rooms/!none:localhost/tags/a", "{}");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"{own}/rooms/notaroom/account_data/a", "{}");
        await mei.Refused(400, "M_INVALID_PARAM", "GET", $"{own}/rooms/@a:localhost/account_data/a");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"{own}/account_data/{new string('t', 256)}", "{}");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"{own}/account_data/m.ignored_user_list", $$"""{"ignored_users":{ "{{mei.UserId}}":{} } }""");
        await mei.Refused(400, "M_BAD_JSON", "PUT", $"{own}/account_data/a", "[]");
        await mei.Refused(400, "M_BAD_JSON", "PUT", $"{own}/account_data/a", """{"a":1,"a":2}""");
        await mei.Refused(400, "M_NOT_JSON", "PUT", $"{own}/account_data/a", "tea");
        await mei.Refused(413, "M_TOO_LARGE", "PUT", $"{own}/account_data/a", $$"""{"a":"{{new string('x', TalkLimits.AccountDataBytesMax)}}"}""");
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"{own}/account_data/a");
        Assert.Equal(["m.push_rules"], (await host.Sync(mei)).AccountData.Keys);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Tags_of_two_devices_at_once_are_all_kept(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var room = await host.Room(mei);
        var tags = $"/user/{mei.UserId}/rooms/{room.Id}/tags";
        Assert.Equal("""{"tags":{}}""", await mei.Do("GET", tags));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => mei.Do("PUT", $"{tags}/u.n{i}", $$"""{"order":0.{{i}}}""")));
        await mei.Do("DELETE", $"{tags}/u.n7");
        Assert.Equal("""{"tags":{"u.n0":{"order":0.0},"u.n1":{"order":0.1}}}""", Sorted(await mei.Do("GET", tags), 2));
        Assert.Equal(7, System.Text.Json.JsonDocument.Parse((await host.Sync(mei)).AccountDataIn(room)["m.tag"]).RootElement.GetProperty("tags").EnumerateObject().Count());
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"{tags}/m.favourite", """{"order":2}""");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"{tags}/m.favourite", """{"order":"first"}""");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"{tags}/{new string('茶', 86)}", "{}");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whom_a_person_ignores_is_read_from_their_list(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var list = $"/user/{mei.UserId}/account_data/m.ignored_user_list";
        Assert.Empty(await Ignored());
        await mei.Do("PUT", list, """{"ignored_users":{"@li:localhost":{},"@far:example.org":7}}""");
        Assert.Equal(["@far:example.org", "@li:localhost"], (await Ignored()).Order());
        await mei.Refused(400, "M_BAD_JSON", "PUT", list, """{"ignored_users":["@li:localhost"]}""");
        Assert.Equal(2, (await Ignored()).Count);
        await mei.Do("PUT", list, """{"ignored_users":null}""");
        Assert.Empty(await Ignored());

        Task<IReadOnlySet<string>> Ignored() => host.Database.Read(c => IgnoredUsers.Read(c, mei.Id), TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_filter_holds_for_account_data_and_a_new_room_is_told_whole(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var (old, late) = (await host.Room(mei), await host.Room());
        await host.SetMembership(late, mei, "invite");
        foreach (var room in new[] { old, late }) await mei.Do("PUT", $"/user/{mei.UserId}/rooms/{room.Id}/account_data/a", "{}");
        var before = await host.Sync(mei, filter: """{"account_data":{"not_types":["m.*"]},"room":{"account_data":{"types":["b"]}}}""");
        Assert.Empty(before.AccountData);
        Assert.Empty(before.AccountDataIn(old));
        await host.SetMembership(late, mei, "join");
        var told = await host.Sync(mei, before, newRooms: late);
        Assert.Equal(["a"], told.AccountDataIn(late).Keys);
        Assert.Empty(told.AccountDataIn(old));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_held_of_a_person_is_shown_and_erased(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        foreach (var somebody in new[] { mei, li }) await somebody.Do("PUT", $"/user/{somebody.UserId}/account_data/a", """{"of":"me"}""");
        var records = AccountRecords.Of(host.Database);
        Assert.Contains("""{\u0022of\u0022:\u0022me\u0022}""", await Shown(), StringComparison.Ordinal);
        await records.Erase(mei.Id, TestContext.Current.CancellationToken);
        Assert.Equal("""{"talk_account_data":[]}""", await Shown());
        await li.Do("GET", $"/user/{li.UserId}/account_data/a");

        async Task<string> Shown() {
            using var bytes = new MemoryStream();
            await using (var json = new System.Text.Json.Utf8JsonWriter(bytes)) await records.Disclose(mei.Id, DataClass.Contacts, json, TestContext.Current.CancellationToken);
            return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        }
    }

    private static string Sorted(string tags, int first) =>
        "{\"tags\":{" + string.Join(",", System.Text.Json.JsonDocument.Parse(tags).RootElement.GetProperty("tags").EnumerateObject()
            .OrderBy(t => t.Name, StringComparer.Ordinal).Take(first).Select(t => $"\"{t.Name}\":{t.Value.GetRawText()}")) + "}}";
}
