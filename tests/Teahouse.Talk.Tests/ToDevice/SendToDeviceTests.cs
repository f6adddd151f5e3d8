using System.Text;
using System.Text.Json.Nodes;
using Teahouse.Storage;
using Teahouse.Talk.Tests.Keys;
using Teahouse.Talk.ToDevice;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.ToDevice;

[Collection(KeysTownTests.Name)]
public sealed class SendToDeviceTests(KeysTown town) {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_message_reaches_the_device_that_is_named_or_all(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var second = await li.SignInAgain();
        await Send(mei, "1", li.UserId, new() { [li.Id] = Content("one"), ["NOSUCH"] = Content("lost") });
        await Send(mei, "2", li.UserId, new() { ["*"] = Content("all"), [second.Id] = Content("yours") });
        await Send(mei, "3", "@nobody:localhost", new() { ["*"] = Content("lost") });
        await Send(mei, "4", "@somebody:elsewhere", new() { ["*"] = Content("lost") });
        Assert.Equal(["one", "all"], await Received(kind, li));
        Assert.Equal(["yours"], await Received(kind, second));
        Assert.Empty(await Received(kind, mei));
        var message = (await town.Sync(kind, new ToDevicePart(), second)).ToDevice.Single();
        Assert.Equal($$"""{"content":{"body":"yours"},"sender":"{{mei.UserId}}","type":"m.test"}""", Encoding.UTF8.GetString(message));
        await second.Do("POST", "/logout", new JsonObject());
        Assert.Empty(await Received(kind, second));
        Assert.Equal(2, (await Received(kind, li)).Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transaction_that_is_repeated_sends_nothing_but_only_on_its_own_device_and_path(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var second = await mei.SignInAgain();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Send(mei, "a/b", li.UserId, new() { ["*"] = Content("mei") })));
        await Send(second, "a/b", li.UserId, new() { ["*"] = Content("second") });
        await mei.Do("PUT", "/_matrix/client/r0/sendToDevice/m.other/a%2Fb", new JsonObject {
            ["messages"] = new JsonObject { [li.UserId] = new JsonObject { ["*"] = Content("other") } },
        });
        Assert.Equal(["mei", "second", "other"], await Received(kind, li));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_long_queue_comes_in_portions_over_several_syncs_and_once(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var devices = new List<Device>();
        for (var n = 0; n < 3; n++) devices.Add(await li.SignInAgain());
        for (var n = 0; n < 230; n++) await Send(mei, $"{n}", li.UserId, new() { ["*"] = Content($"{n}") });
        foreach (var device in devices.Take(2)) {
            var (received, since) = (new List<string>(), "");
            while (true) {
                var sync = await device.Do("GET", $"/sync?timeout=0{since}");
                var messages = sync["to_device"]?["events"]?.AsArray() ?? [];
                if (messages.Count == 0) break;
                Assert.True(JsonNode.DeepEquals(messages, (await device.Do("GET", $"/sync?timeout=0{since}"))["to_device"]!["events"]), "A lost answer does not come again.");
                received.AddRange(messages.Select(m => (string)m!["content"]!["body"]!));
                since = $"&since={sync["next_batch"]}";
            }
            Assert.Equal(Enumerable.Range(0, 230).Select(n => $"{n}"), received);
            Assert.Empty(await Received(kind, device));
        }
        Assert.Equal(TalkLimits.ToDevicePerSyncMax, (await Received(kind, devices[2])).Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_no_message_is_refused_and_nobody_gets_a_part_of_it(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        foreach (var (status, code, body) in new[] {
            (400, "M_MISSING_PARAM", "{}"), (400, "M_BAD_JSON", """{"messages":[]}"""), (400, "M_BAD_JSON", """{"messages":{"@a:localhost":1}}"""),
            (400, "M_BAD_JSON", $$$$"""{"messages":{"{{{{li.UserId}}}}":{"*":{},"X":"text"}}}"""), (400, "M_NOT_JSON", """{"messages":"""),
            (413, "M_TOO_LARGE", $$$$$"""{"messages":{"{{{{{li.UserId}}}}}":{"*":{"body":"{{{{{new string('x', 70_000)}}}}}"}}}}"""),
        }) {
            await mei.Refused(status, code, "PUT", $"/sendToDevice/m.test/{code}", body);
        }
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"/sendToDevice/{new string('x', 300)}/1", """{"messages":{}}""");
        Assert.Empty(await Received(kind, li));
    }

    private static JsonObject Content(string body) => new() { ["body"] = body };

    private static Task<JsonNode> Send(Device from, string txnId, string userId, JsonObject devices) =>
        from.Do("PUT", $"/sendToDevice/m.test/{Uri.EscapeDataString(txnId)}", new JsonObject { ["messages"] = new JsonObject { [userId] = devices } });

    private async Task<string[]> Received(DatabaseKind kind, Device device) =>
        [.. (await town.Sync(kind, new ToDevicePart(), device)).ToDevice.Select(m => (string)JsonNode.Parse(m)!["content"]!["body"]!)];
}
