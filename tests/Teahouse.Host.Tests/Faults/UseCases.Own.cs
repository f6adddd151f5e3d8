using System.Text.Json;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private static UseCase[] Own => [
        new("keep account data", "PUT /user/{userId}/account_data/{type}", scene => Is(Kept(scene, $"/user/{scene.Mei.UserId}/account_data/org.example.{scene.Name("x")}"))),
        new("keep account data of a room", "PUT /user/{userId}/rooms/{roomId}/account_data/{type}", async scene =>
            Kept(scene, $"/user/{scene.Mei.UserId}/rooms/{Scene.Escaped(await scene.Room())}/account_data/org.example.x")),
        new("tag a room", "PUT /user/{userId}/rooms/{roomId}/tags/{tag}", async scene => {
            var tags = $"/user/{scene.Mei.UserId}/rooms/{Scene.Escaped(await scene.Room())}/tags";
            return new(() => scene.Ask(scene.Mei, "PUT", $"{tags}/m.favourite", new { order = 0.5 }), async _ => (await scene.Ask(scene.Mei, "GET", tags)).Good(HasTag));
        }),
        new("take a tag away", "DELETE /user/{userId}/rooms/{roomId}/tags/{tag}", async scene => {
            var tags = $"/user/{scene.Mei.UserId}/rooms/{Scene.Escaped(await scene.Room())}/tags";
            (await scene.Ask(scene.Mei, "PUT", $"{tags}/m.favourite", new { })).Good();
            return new(() => scene.Ask(scene.Mei, "DELETE", $"{tags}/m.favourite"), async _ => (await scene.Ask(scene.Mei, "GET", tags)).Good(t => !HasTag(t)));
        }),
        new("define a filter", "POST /user/{userId}/filter", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "POST", $"/user/{scene.Mei.UserId}/filter", new { room = new { rooms = new[] { scene.Name("!a") } } }),
            async answer => (await scene.Ask(scene.Mei, "GET", $"/user/{scene.Mei.UserId}/filter/{answer["filter_id"]}")).Good()))),
        new("send to a device", "PUT /sendToDevice/{eventType}/{txnId}", async scene => {
            var to = await scene.Newcomer();
            return new(() => Post(scene, to.UserId), async _ => Demand(ToDevice(await to.Sync(null, 0, Scene.Stop)) == 1, "There is not one message."));
        }),
        new("receive what was sent to a device", "GET /sync", async scene => {
            var to = await scene.Newcomer();
            (await Post(scene, to.UserId)).Good();
            var since = (await to.Sync(null, 0, Scene.Stop)).GetProperty("next_batch").GetString();
            return new(() => scene.Ask(to, "GET", $"/sync?since={since}"), async answer => {
                Demand(ToDevice(answer.Json) == 0, "It comes twice.");
                await to.Sync(answer["next_batch"], 0, Scene.Stop);
                Demand(await scene.Count("SELECT count(*) FROM talk_to_device WHERE device_id = @device", ("device", to.DeviceId)) == 0, "It is still kept.");
            });
        }) { IsAnsweredAllTheSame = true },
    ];

    private static UseCase[] PushRules => [
        new("set a push rule", "PUT /pushrules/global/{kind}/{ruleId}", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "PUT", $"/pushrules/global/content/{scene.Name("tea")}", Rule), async _ => (await PushRule(scene)).Good()))),
        new("change what a push rule does", "PUT /pushrules/global/{kind}/{ruleId}/actions", async scene => {
            await SetPushRule(scene);
            return new(() => scene.Ask(scene.Mei, "PUT", $"/pushrules/global/content/{scene.Name("tea")}/actions", new { actions = Array.Empty<string>() }),
                async _ => (await PushRule(scene)).Good(r => r.Json.GetProperty("actions").GetArrayLength() == 0));
        }),
        new("switch a push rule off", "PUT /pushrules/global/{kind}/{ruleId}/enabled", async scene => {
            await SetPushRule(scene);
            return new(() => scene.Ask(scene.Mei, "PUT", $"/pushrules/global/content/{scene.Name("tea")}/enabled", new { enabled = false }),
                async _ => (await PushRule(scene)).Good(r => !r.Json.GetProperty("enabled").GetBoolean()));
        }),
        new("delete a push rule", "DELETE /pushrules/global/{kind}/{ruleId}", async scene => {
            await SetPushRule(scene);
            return new(() => scene.Ask(scene.Mei, "DELETE", $"/pushrules/global/content/{scene.Name("tea")}"),
                async _ => Demand((await PushRule(scene)).Refusal == "M_NOT_FOUND", "The rule is still there.")) { OrHear = "M_NOT_FOUND" };
        }),
    ];

    private static UseCase[] Media => [
        new("upload a file", "POST /upload", scene => Is(new Deed(
            () => scene.Upload(HttpMethod.Post, "/_matrix/media/v3/upload", Picture), async answer => await IsWhole(scene, answer["content_uri"])))),
        new("be given the address of a file", "POST /create", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "POST", "/_matrix/media/v1/create", new { }), async answer => {
                (await scene.Upload(HttpMethod.Put, answer["content_uri"].Replace("mxc:/", "/_matrix/media/v3/upload", StringComparison.Ordinal), Picture)).Good();
                await IsWhole(scene, answer["content_uri"]);
            }))),
        new("bring the file to an address", "PUT /upload/{serverName}/{mediaId}", async scene => {
            var uri = (await scene.Ask(scene.Mei, "POST", "/_matrix/media/v1/create", new { })).Good()["content_uri"];
            return new(() => scene.Upload(HttpMethod.Put, uri.Replace("mxc:/", "/_matrix/media/v3/upload", StringComparison.Ordinal), Picture), async _ => await IsWhole(scene, uri)) {
                OrHear = "M_CANNOT_OVERWRITE_MEDIA",
            };
        }),
        new("ask for a smaller picture first", "GET /media/thumbnail/{serverName}/{mediaId}", async scene => {
            var uri = (await scene.Upload(HttpMethod.Post, "/_matrix/media/v3/upload", Picture)).Good()["content_uri"];
            var thumbnail = uri.Replace("mxc:/", "/_matrix/client/v1/media/thumbnail", StringComparison.Ordinal) + "?width=32&height=32&method=crop";
            return new(() => scene.Ask(scene.Mei, "GET", thumbnail), async _ => (await scene.Ask(scene.Li, "GET", thumbnail)).Good());
        }),
    ];

    private static readonly object Rule = new { pattern = "tea", actions = new[] { "notify" } };

    // A white square of 64 pixels, as small as PNG can say it.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQAAAACCEkxzAAAAEUlEQVR42mP8zzAKRsEoGAUAADb8AgFgYRchAAAAAElFTkSuQmCC");

    private static Deed Kept(Scene scene, string path) => new(
        () => scene.Ask(scene.Mei, "PUT", path, new { cups = 3 }), async _ => (await scene.Ask(scene.Mei, "GET", path)).Good(d => d.Json.GetProperty("cups").GetInt32() == 3));

    private static bool HasTag(Answer tags) => tags.Json.GetProperty("tags").TryGetProperty("m.favourite", out _);

    private static Task<Answer> Post(Scene scene, string to) => scene.Ask(scene.Mei, "PUT", $"/sendToDevice/org.example.note/{scene.Name("t")}", new {
        messages = new Dictionary<string, object> { [to] = new Dictionary<string, object> { ["*"] = new { note = "tea" } } },
    });

    private static int ToDevice(JsonElement sync) =>
        sync.TryGetProperty("to_device", out var part) && part.TryGetProperty("events", out var events) ? events.GetArrayLength() : 0;

    private static async Task SetPushRule(Scene scene) => (await scene.Ask(scene.Mei, "PUT", $"/pushrules/global/content/{scene.Name("tea")}", Rule)).Good();

    private static Task<Answer> PushRule(Scene scene) => scene.Ask(scene.Mei, "GET", $"/pushrules/global/content/{scene.Name("tea")}");

    private static async Task IsWhole(Scene scene, string uri) =>
        Demand((await scene.Download(uri)).AsSpan().SequenceEqual(Picture), "It is not the file that was uploaded.");
}
