using System.Net;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>What is accepted at its deepest can be read again, by everybody, wherever it is told.</summary>
public sealed class DeepJsonTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_nests_as_deep_as_it_may_breaks_nobody_s_sync() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var room = Uri.EscapeDataString(await mei.CreateRoom(new { preset = "public_chat" }, Stop));
        var own = $"/user/{Uri.EscapeDataString(mei.UserId)}";
        var said = await mei.Say(Uri.UnescapeDataString(room), "tea", "1", Stop);
        async Task Ok(string method, string path, string? body = null) {
            using var answer = await mei.Send(method, path, body, Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
        }

        await Ok("PUT", $"{own}/account_data/deep", Around("", 0));
        await Ok("PUT", $"{own}/rooms/{room}/account_data/deep", Around("", 0));
        await Ok("PUT", $"{own}/rooms/{room}/tags/u.deep", Around("", 0));
        await Ok("PUT", $"{own}/rooms/{room}/tags/u.flat", "{}");
        await Ok("PUT", "/pushrules/global/override/deep", Around("\"actions\":[{\"set_tweak\":\"x\",\"value\":", 2) + "}]}");
        await Ok("PUT", "/pushrules/global/override/flat", "{\"actions\":[],\"conditions\":[]}");
        await Ok("PUT", $"/rooms/{room}/send/m.room.message/2",
            Around($"\"m.relates_to\":{{\"rel_type\":\"m.replace\",\"event_id\":\"{said}\"}},\"m.new_content\":", 0) + "}");

        await Ok("GET", $"{own}/rooms/{room}/tags");
        await Ok("GET", "/pushrules/");
        await Ok("GET", "/sync?full_state=true&filter=" + Uri.EscapeDataString("""{"event_fields":["content","unsigned"]}"""));
        await Ok("GET", "/sync?filter=" + Uri.EscapeDataString("""{"event_fields":["content","unsigned"],"room":{"timeline":{"not_types":["x"]}}}"""));
        await Ok("GET", $"/rooms/{room}/messages?dir=b");
        await Ok("GET", $"/rooms/{room}/context/{Uri.EscapeDataString(said)}");
    }

    // An object that nests as deep as is allowed; with something before its innards, whose own brackets are closed by the caller.
    private static string Around(string begin, int moreBrackets) {
        var depth = StrictJson.DepthMax - moreBrackets - (begin.Length > 0 ? 1 : 0);
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        return begin.Length > 0 ? "{" + begin + nested : nested;
    }
}
