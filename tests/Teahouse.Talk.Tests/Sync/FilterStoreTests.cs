using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

public sealed class FilterStoreTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_filter_comes_back_as_it_was_given_and_holds_for_its_owner_alone(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        const string filter = """{ "room":{"timeline":{"limit":3 , "x":[ ]}}, "org.example.unknown":"茶" }""";
        var id = await Define(mei, filter);
        Assert.Equal(filter, await mei.Do("GET", $"/user/{mei.UserId}/filter/{id}"));
        Assert.Equal(id, await Define(mei, filter));
        await li.Refused(403, "M_FORBIDDEN", "GET", $"/user/{mei.UserId}/filter/{id}");
        await li.Refused(404, "M_NOT_FOUND", "GET", $"/user/{li.UserId}/filter/{id}");

        var store = host.Get<FilterStore>();
        Assert.Equal(3, (await store.Resolve(mei.Person, id, Stop)).Timeline.Limit);
        Assert.Equal(4, (await store.Resolve(li.Person, """{"room":{"timeline":{"limit":4}}}""", Stop)).Timeline.Limit);
        Assert.Same(Filter.Default, await store.Resolve(mei.Person, null, Stop));
        Assert.Same(Filter.Default, await store.Resolve(mei.Person, "", Stop));
        foreach (var (value, code) in new[] { (id, "M_INVALID_PARAM"), ("\0", "M_INVALID_PARAM"), ("{", "M_NOT_JSON"), ("""{"room":[]}""", "M_BAD_JSON") }) {
            var refusal = await Assert.ThrowsAsync<MatrixRefusalException>(() => store.Resolve(li.Person, value, Stop));
            Assert.Equal(code, refusal.Error.Code);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_bad_filter_is_refused_and_the_oldest_make_room(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var filters = $"/user/{mei.UserId}/filter";
        await mei.Refused(400, "M_BAD_JSON", "POST", filters, """{"room":[]}""");
        await mei.Refused(400, "M_INVALID_PARAM", "POST", filters, """{"event_format":"xml"}""");
        await mei.Refused(413, "M_TOO_LARGE", "POST", filters, $$"""{"x":"{{new string('x', TalkLimits.FilterBytesMax)}}"}""");
        var ids = new List<string>();
        for (var i = 0; i <= TalkLimits.FiltersPerPersonMax; i++) {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(await Define(mei, $$"""{"n":{{i}}}"""));
        }
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"{filters}/{ids[0]}");
        await mei.Do("GET", $"{filters}/{ids[1]}");
        await mei.Do("GET", $"{filters}/{ids[^1]}");
    }

    private static async Task<string> Define(Somebody somebody, string filter) =>
        JsonDocument.Parse(await somebody.Do("POST", $"/user/{somebody.UserId}/filter", filter)).RootElement.GetProperty("filter_id").GetString()!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
