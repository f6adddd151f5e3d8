namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private static UseCase[] RoomMaking => [
        .. from preset in (string[])["private_chat", "trusted_private_chat", "public_chat"]
           from version in (string[])["11", "12"]
           select new UseCase($"make a room: {preset}, version {version}", "POST /createRoom", scene => Is(new Deed(
               () => scene.Ask(scene.Mei, "POST", "/createRoom", new { preset, room_version = version, name = "Tea", invite = new[] { scene.Li.UserId } }),
               async answer => {
                   var room = scene.Takes(scene.Mei, answer["room_id"]);
                   (await scene.State(room, "m.room.name")).Good(n => n["name"] == "Tea");
                   Demand(await scene.Membership(room, scene.Li) == "invite", "Li was not asked in.");
                   await scene.Join(scene.Li, room);
               }))),
        new("make a room with an alias", "POST /createRoom", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "POST", "/createRoom", new { preset = "public_chat", room_alias_name = scene.Name("tea") }),
            async _ => {
                var room = (await scene.Ask(scene.Li, "GET", $"/directory/room/{Alias(scene)}")).Good()["room_id"];
                (await scene.State(room, "m.room.canonical_alias")).Good(a => a["alias"] == $"#{scene.Name("tea")}:localhost");
            }) { OrHear = "M_ROOM_IN_USE" })),
        new("name a room", "PUT /directory/room/{roomAlias}", async scene => {
            var room = await scene.Room();
            return new(() => scene.Ask(scene.Mei, "PUT", $"/directory/room/{Alias(scene)}", new { room_id = room }),
                async _ => (await scene.Ask(scene.Li, "GET", $"/directory/room/{Alias(scene)}")).Good(a => a["room_id"] == room)) { OrHear = "M_UNKNOWN" };
        }),
        new("put a room on the house's list", "PUT /directory/list/room/{roomId}", async scene => {
            var list = $"/directory/list/room/{Scene.Escaped(await scene.Room())}";
            return new(() => scene.Ask(scene.Mei, "PUT", list, new { visibility = "public" }), async _ => (await scene.Ask(scene.Li, "GET", list)).Good(l => l["visibility"] == "public"));
        }),
        new("look at the house's list", "POST /publicRooms", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "POST", "/publicRooms", new { limit = 1 }), _ => Task.CompletedTask))) { WritesNothing = true },
        new("move a room to another version", "POST /rooms/{roomId}/upgrade", async scene => {
            var room = (await scene.Ask(scene.Mei, "POST", "/createRoom", new { preset = "private_chat", name = "Tea" })).Good()["room_id"];
            return new(() => scene.Ask(scene.Mei, "POST", $"/rooms/{Scene.Escaped(room)}/upgrade", new { new_version = "12" }), async _ => {
                var next = scene.Takes(scene.Mei, (await scene.State(room, "m.room.tombstone")).Good()["replacement_room"]);
                (await scene.State(next, "m.room.name")).Good(n => n["name"] == "Tea");
            }) { OrHear = "M_FORBIDDEN" };
        }),
        new("look for people", "POST /user_directory/search", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "POST", "/user_directory/search", new { search_term = "li" }), _ => Task.CompletedTask))) { WritesNothing = true },
        new("take a room's name away", "DELETE /directory/room/{roomAlias}", async scene => {
            var room = await scene.Room();
            (await scene.Ask(scene.Mei, "PUT", $"/directory/room/{Alias(scene)}", new { room_id = room })).Good();
            (await scene.Ask(scene.Mei, "PUT", $"/rooms/{Scene.Escaped(room)}/state/m.room.canonical_alias/", new { alias = $"#{scene.Name("tea")}:localhost" })).Good();
            return new(() => scene.Ask(scene.Mei, "DELETE", $"/directory/room/{Alias(scene)}"),
                async _ => Demand((await scene.Ask(scene.Li, "GET", $"/directory/room/{Alias(scene)}")).Refusal == "M_NOT_FOUND", "The alias is still there.")) { OrHear = "M_NOT_FOUND" };
        }),
    ];

    private static UseCase[] Memberships => [
        Member("ask somebody in", "invite", "invite", scene => scene.RoomOf(scene.Mei)),
        Member("remove somebody", "kick", "leave", scene => scene.Room()),
        Member("ban somebody", "ban", "ban", scene => scene.Room()),
        Member("end a ban", "unban", "leave", async scene => {
            var room = await scene.Room();
            (await scene.Ask(scene.Mei, "POST", $"/rooms/{Scene.Escaped(room)}/ban", new { user_id = scene.Li.UserId })).Good();
            return room;
        }),
        new("join by the room's id", "POST /rooms/{roomId}/join", async scene => {
            var room = await scene.RoomOf(scene.Mei, scene.Li.UserId);
            return new(() => scene.Ask(scene.Li, "POST", $"/rooms/{Scene.Escaped(room)}/join", new { }), async _ => Demand(await scene.Membership(room, scene.Li) == "join", "Li is not in."));
        }),
        new("join by an alias", "POST /join/{roomIdOrAlias}", async scene => {
            var room = (await scene.Ask(scene.Mei, "POST", "/createRoom", new { preset = "public_chat", room_alias_name = scene.Name("tea") })).Good()["room_id"];
            scene.Takes(scene.Mei, room);
            return new(() => scene.Ask(scene.Li, "POST", $"/join/{Alias(scene)}", new { }), async _ => Demand(await scene.Membership(room, scene.Li) == "join", "Li is not in."));
        }),
        new("knock", "POST /knock/{roomIdOrAlias}", async scene => {
            object[] knocking = [new { type = "m.room.join_rules", state_key = "", content = new { join_rule = "knock" } }];
            var room = scene.Takes(scene.Mei, await scene.Mei.CreateRoom(new { preset = "private_chat", initial_state = knocking }, Scene.Stop));
            return new(() => scene.Ask(scene.Li, "POST", $"/knock/{Scene.Escaped(room)}", new { }), async _ => Demand(await scene.Membership(room, scene.Li) == "knock", "Li does not knock."));
        }),
        new("leave a room", "POST /rooms/{roomId}/leave", async scene => {
            var room = await scene.Room();
            return new(() => scene.Ask(scene.Li, "POST", $"/rooms/{Scene.Escaped(room)}/leave", new { }), async _ => Demand(await scene.Membership(room, scene.Li) == "leave", "Li is still in.")) {
                OrHear = "M_FORBIDDEN",
            };
        }),
        new("forget a room", "POST /rooms/{roomId}/forget", async scene => {
            var room = await scene.Room();
            (await scene.Ask(scene.Li, "POST", $"/rooms/{Scene.Escaped(room)}/leave", new { })).Good();
            return new(() => scene.Ask(scene.Li, "POST", $"/rooms/{Scene.Escaped(room)}/forget", new { }), async _ => {
                const string forgotten = "SELECT count(*) FROM talk_member m JOIN talk_room r ON r.room = m.room WHERE r.room_id = @room AND m.user_id = @user AND m.forgotten = 1";
                Demand(await scene.Count(forgotten, ("room", room), ("user", scene.Li.UserId)) == 1, "It is not forgotten.");
            });
        }),
    ];

    private static UseCase[] Talking => [
        new("say something", "PUT /rooms/{roomId}/send/{eventType}/{txnId}", async scene => {
            var room = await scene.Room();
            return new(() => scene.Ask(scene.Mei, "PUT", $"/rooms/{Scene.Escaped(room)}/send/m.room.message/once", new { msgtype = "m.text", body = "once" }),
                async answer => Demand((await scene.Events(room, "m.room.message")).Single().GetProperty("event_id").GetString() == answer["event_id"], "It is another event."));
        }),
        new("set state", "PUT /rooms/{roomId}/state/{eventType}/{stateKey?}", async scene => {
            var room = await scene.Room();
            return new(() => scene.Ask(scene.Mei, "PUT", $"/rooms/{Scene.Escaped(room)}/state/m.room.topic/", new { topic = "tea" }),
                async answer => Demand((await scene.Events(room, "m.room.topic")).Single().GetProperty("event_id").GetString() == answer["event_id"], "It is another event."));
        }),
        new("delete what was said", "PUT /rooms/{roomId}/redact/{eventId}/{txnId}", async scene => {
            var room = await scene.Room();
            var said = await scene.Say(room);
            return new(() => scene.Ask(scene.Mei, "PUT", $"/rooms/{Scene.Escaped(room)}/redact/{said}/once", new { }), async _ => {
                Demand((await scene.Events(room, "m.room.redaction")).Length == 1, "There is not one redaction.");
                Demand(!(await scene.Events(room, "m.room.message")).Single().GetProperty("content").TryGetProperty("body", out var _), "The words are still there.");
            });
        }),
        Read("read a message", "POST /rooms/{roomId}/receipt/{receiptType}/{eventId}", (room, said) => ($"{room}/receipt/m.read/{said}", new { })),
        Read("move the read marker", "POST /rooms/{roomId}/read_markers", (room, said) =>
            ($"{room}/read_markers", new Dictionary<string, string> { ["m.fully_read"] = said, ["m.read"] = said })),
        new("type", "PUT /rooms/{roomId}/typing/{userId}", async scene => {
            var room = await scene.Room();
            return new(() => scene.Ask(scene.Mei, "PUT", $"/rooms/{Scene.Escaped(room)}/typing/{scene.Mei.UserId}", new { typing = false }), _ => Task.CompletedTask);
        }) { WritesNothing = true },
        new("be there", "PUT /presence/{userId}/status", scene => Is(new Deed(
            () => scene.Ask(scene.Mei, "PUT", $"/presence/{scene.Mei.UserId}/status", new { presence = "online" }), _ => Task.CompletedTask))) { WritesNothing = true },
        Report("report a room", "POST /rooms/{roomId}/report", (_, room, _) => $"/rooms/{room}/report"),
        Report("report an event", "POST /rooms/{roomId}/report/{eventId}", (_, room, said) => $"/rooms/{room}/report/{said}"),
        Report("report a person", "POST /users/{userId}/report", (scene, _, _) => $"/users/{scene.Mei.UserId}/report"),
    ];

    private static string Alias(Scene scene) => Scene.Escaped($"#{scene.Name("tea")}:localhost");

    private static UseCase Member(string name, string action, string membership, Func<Scene, Task<string>> begin) => new(name, $"POST /rooms/{{roomId}}/{action}", async scene => {
        var room = await begin(scene);
        return new(() => scene.Ask(scene.Mei, "POST", $"/rooms/{Scene.Escaped(room)}/{action}", new { user_id = scene.Li.UserId }),
            async _ => Demand(await scene.Membership(room, scene.Li) == membership, $"Li is not '{membership}'.")) { OrHear = "M_FORBIDDEN" };
    });

    private static UseCase Read(string name, string route, Func<string, string, (string Path, object Body)> request) => new(name, route, async scene => {
        var room = await scene.Room();
        var said = await scene.Say(room);
        var (path, body) = request(Scene.Escaped(room), said);
        return new(() => scene.Ask(scene.Li, "POST", $"/rooms/{path}", body), async _ => Demand(
            await scene.Count("SELECT count(*) FROM talk_receipt WHERE event_id = @said AND user_id = @user AND receipt_type = 'm.read'",
                ("said", said), ("user", scene.Li.UserId)) == 1, "There is no receipt."));
    });

    private static UseCase Report(string name, string route, Func<Scene, string, string, string> path) => new(name, route, async scene => {
        var room = await scene.Room();
        var said = await scene.Say(room);
        return new(() => scene.Ask(scene.Li, "POST", path(scene, Scene.Escaped(room), said), new { reason = scene.Name("rude") }),
            async _ => Demand(await scene.Count("SELECT count(*) FROM talk_report WHERE reason = @reason", ("reason", scene.Name("rude"))) > 0, "There is no report."));
    });
}
