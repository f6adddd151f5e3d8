using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Talk.Push;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Push;

public sealed class PushRuleRequestTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rules_are_added_placed_silenced_changed_and_deleted(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        foreach (var (rule, place) in new[] { ("tea", ""), ("cup", "?before=tea"), ("pot", "?after=tea"), ("leaf", "?before=tea&after=pot") }) {
            await mei.Do("PUT", $"/pushrules/global/content/{rule}{place}", $$"""{"pattern":"{{rule}}","actions":["notify"]}""");
        }
        await mei.Do("PUT", "/pushrules/global/content/tea/enabled", """{"enabled":false}""");
        await mei.Do("PUT", "/pushrules/global/underride/.m.rule.message/actions", """{"actions":["dont_notify"]}""");
        await mei.Do("DELETE", "/pushrules/global/content/cup");
        Assert.Equal("""{"rule_id":"tea","default":false,"enabled":false,"pattern":"tea","actions":["notify"]}""", await mei.Do("GET", "/pushrules/global/content/tea"));
        Assert.Equal("""{"enabled":false}""", await mei.Do("GET", "/pushrules/global/content/tea/enabled"));
        Assert.Equal("""{"actions":[]}""", await mei.Do("GET", "/pushrules/global/underride/.m.rule.message/actions"));
        Assert.Equal("""{"pushers":[]}""", await mei.Do("GET", "/pushers"));
        var global = await mei.Do("GET", "/pushrules/global/");
        Assert.Equal(["leaf", "tea", "pot"], JsonDocument.Parse(global).RootElement.GetProperty("content").EnumerateArray().Select(r => r.GetProperty("rule_id").GetString()));
        foreach (var path in new[] { "/pushrules/", "/pushrules", $"/user/{mei.UserId}/account_data/m.push_rules" }) {
            Assert.Equal($$"""{"global":{{global}}}""", await mei.Do("GET", path));
        }
        var read = await host.Database.Read(c => PushRules.Read(c, mei.Id, mei.UserId), TestContext.Current.CancellationToken);
        Assert.Equal(["leaf", "tea", "pot"], read[PushKind.Content].Select(r => r.RuleId));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_sync_tells_a_change_once_and_the_first_tells_the_defaults(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var first = await host.Sync(mei);
        Assert.Equal($$"""{"global":{{await mei.Do("GET", "/pushrules/global/")}}}""", first.AccountData["m.push_rules"]);
        await mei.Do("PUT", "/pushrules/global/room/!a:b", """{"actions":[]}""");
        Assert.Equal([mei.Id.Value], host.TakeRings());
        var second = await host.Sync(mei, first);
        Assert.Contains("!a:b", second.AccountData["m.push_rules"], StringComparison.Ordinal);
        Assert.False((await host.Sync(mei, second)).Answer.HasNews);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rules_of_several_devices_at_once_are_all_kept(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => mei.Do("PUT", $"/pushrules/global/sender/@n{i}:b", """{"actions":[]}""")));
        var rules = await host.Database.Read(c => PushRules.Read(c, mei.Id, mei.UserId), TestContext.Current.CancellationToken);
        Assert.Equal(8, rules[PushKind.Sender].Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Bad_requests_change_nothing(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var before = await mei.Do("GET", "/pushrules/");
        await mei.Refused(404, "M_NOT_FOUND", "GET", "/pushrules/global/content/tea");
        await mei.Refused(404, "M_NOT_FOUND", "DELETE", "/pushrules/global/content/tea");
        await mei.Refused(404, "M_NOT_FOUND", "PUT", "/pushrules/global/content/tea/enabled", """{"enabled":true}""");
        await mei.Refused(404, "M_NOT_FOUND", "PUT", "/pushrules/global/content/tea/actions", """{"actions":[]}""");
        await mei.Refused(400, "M_INVALID_PARAM", "GET", "/pushrules/global/device/tea");
        await mei.Refused(400, "M_INVALID_PARAM", "DELETE", "/pushrules/global/override/.m.rule.master");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", "/pushrules/global/content/.tea", """{"pattern":"x","actions":[]}""");
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", "/pushrules/global/content/a%2Fb", """{"pattern":"x","actions":[]}""");
        await mei.Refused(400, "M_MISSING_PARAM", "PUT", "/pushrules/global/content/tea", """{"pattern":"x"}""");
        await mei.Refused(400, "M_UNKNOWN", "PUT", "/pushrules/global/content/tea?before=nobody", """{"pattern":"x","actions":[]}""");
        await mei.Refused(400, "M_MISSING_PARAM", "PUT", "/pushrules/global/override/.m.rule.master/enabled", "{}");
        await mei.Refused(400, "M_BAD_JSON", "PUT", "/pushrules/global/override/.m.rule.master/enabled", """{"enabled":"yes"}""");
        Assert.Equal(before, await mei.Do("GET", "/pushrules/"));
    }
}
