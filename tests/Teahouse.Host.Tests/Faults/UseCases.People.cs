using System.Security.Cryptography;
using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private static UseCase[] ComingAndGoing => [
        new("register", "POST /register", scene => Is(new Deed(
            () => scene.Ask(null, "POST", "/register", new { username = scene.Name("new"), password = Townsperson.PasswordOf(scene.Name("new")), auth = new { type = "m.login.dummy" } }),
            async _ => await scene.Device(scene.Name("new"))) { OrHear = "M_USER_IN_USE" })),
        new("sign in with a password", "POST /login", async scene => {
            var person = await scene.Newcomer();
            return new(() => scene.Ask(null, "POST", "/login", SignIn(person)), async answer => await HasDevice(scene.SignedIn(answer), "ANOTHER"));
        }),
        new("sign in with a login token", "POST /login", async scene => {
            var person = await scene.Newcomer();
            var token = (await LoginToken(scene, person)).Good()["login_token"];
            return new(() => scene.Ask(null, "POST", "/login", new { type = "m.login.token", token, device_id = "ANOTHER" }), _ => HasDevice(person, "ANOTHER")) { OrHear = "M_FORBIDDEN" };
        }),
        new("get a login token", "POST /login/get_token", async scene => {
            var person = await scene.Newcomer();
            return new(() => LoginToken(scene, person), async answer => await scene.SignedInWith(answer["login_token"]));
        }),
        new("refresh the tokens", "POST /refresh", async scene => {
            var session = await scene.Ask(null, "POST", "/login", Refreshing(await scene.Newcomer()));
            return new(() => scene.Ask(null, "POST", "/refresh", new { refresh_token = session.Good()["refresh_token"] }),
                async answer => await WhoAmI(scene, answer["access_token"], 200));
        }),
        new("use refreshed tokens first", "GET /account/whoami", async scene => {
            var session = (await scene.Ask(null, "POST", "/login", Refreshing(await scene.Newcomer()))).Good();
            var refreshed = (await scene.Ask(null, "POST", "/refresh", new { refresh_token = session["refresh_token"] })).Good();
            return new(() => WhoAmI(scene, refreshed["access_token"]), async _ => Demand(
                (await scene.Ask(null, "POST", "/refresh", new { refresh_token = session["refresh_token"] })).Refusal == "M_UNKNOWN_TOKEN", "The old pair still works."));
        }),
        new("be seen", "GET /account/whoami", async scene => {
            var person = await scene.Newcomer();
            await scene.Change("UPDATE people_device SET seen_at = 0 WHERE device_id = @device", ("device", person.DeviceId));
            return new(() => scene.Ask(person, "GET", "/account/whoami"), _ => Task.CompletedTask);
        }) { IsAnsweredAllTheSame = true },
        new("sign out", "POST /logout", async scene => {
            var person = await scene.Newcomer();
            var device = await scene.Device(scene.Name("newcomer"));
            return new(() => scene.Ask(device, "POST", "/logout", new { }), _ => HasNoDevice(person, device.DeviceId)) { OrHear = "M_UNKNOWN_TOKEN" };
        }),
        new("sign out everywhere", "POST /logout/all", async scene => {
            var person = await scene.Newcomer();
            await scene.Device(scene.Name("newcomer"));
            return new(() => scene.Ask(person, "POST", "/logout/all", new { }), async _ => {
                Demand(await scene.Count(SessionsOf, ("handle", scene.Name("newcomer"))) == 0, "A session is left.");
            }) { OrHear = "M_UNKNOWN_TOKEN" };
        }),
        new("change the password", "POST /account/password", async scene => {
            var person = await scene.Newcomer();
            var other = await scene.Device(scene.Name("newcomer"));
            return new(() => scene.Ask(person, "POST", "/account/password", new { new_password = "other leaves, please", auth = Scene.Proof(person) }), async _ => {
                var login = new { type = "m.login.password", identifier = new { type = "m.id.user", user = person.UserId }, password = "other leaves, please" };
                scene.SignedIn(await scene.Ask(null, "POST", "/login", login));
                await HasNoDevice(person, other.DeviceId);
            }) { OrHear = "M_FORBIDDEN" };
        }),
        new("leave for good", "POST /account/deactivate", async scene => {
            var (person, room) = (await scene.Newcomer(), await scene.Room());
            (await scene.Ask(scene.Mei, "POST", $"/rooms/{Scene.Escaped(room)}/invite", new { user_id = person.UserId })).Good();
            await scene.Join(person, room);
            (await scene.Ask(person, "POST", "/keys/upload", new { device_keys = DeviceKeys(person) })).Good();
            return new(() => scene.Ask(person, "POST", "/account/deactivate", new { auth = Scene.Proof(person), erase = true }), async _ => {
                Demand((await scene.Ask(null, "POST", "/login", SignIn(person))).Refusal == "M_FORBIDDEN", "They can still sign in.");
                await Scene.Soon(async () => await scene.Membership(room, person) == "leave"
                    && await scene.Count("SELECT count(*) FROM talk_device_key WHERE device_id = @device", ("device", person.DeviceId)) == 0);
            }) { OrHear = "M_UNKNOWN_TOKEN" };
        }),
        new("set a recovery code", "PUT /people/v1/recovery", async scene => {
            var (person, verifier) = (await scene.Newcomer(), Verifier());
            return new(() => scene.Ask(person, "PUT", "/people/v1/recovery", new { verifier }),
                async _ => (await scene.Ask(null, "POST", "/people/v1/recovery/sign-in", new { handle = scene.Name("newcomer"), verifier })).Good());
        }),
        new("sign in with the recovery code", "POST /people/v1/recovery/sign-in", async scene => {
            var (person, verifier) = (await scene.Newcomer(), Verifier());
            (await scene.Ask(person, "PUT", "/people/v1/recovery", new { verifier })).Good();
            return new(() => scene.Ask(null, "POST", "/people/v1/recovery/sign-in", new { handle = scene.Name("newcomer"), verifier }),
                async answer => await scene.SignedInWith(answer["loginToken"]));
        }),
    ];

    private static UseCase[] Devices => [
        new("name a device", "PUT /devices/{deviceId}", async scene => {
            var person = await scene.Newcomer();
            return new(() => scene.Ask(person, "PUT", $"/devices/{person.DeviceId}", new { display_name = "Pocket" }),
                async _ => (await scene.Ask(person, "GET", $"/devices/{person.DeviceId}")).Good(d => d["display_name"] == "Pocket"));
        }),
        new("end a device", "DELETE /devices/{deviceId}", async scene => {
            var person = await scene.Newcomer();
            var other = await scene.Device(scene.Name("newcomer"));
            return new(() => scene.Ask(person, "DELETE", $"/devices/{other.DeviceId}", new { auth = Scene.Proof(person) }), _ => HasNoDevice(person, other.DeviceId)) {
                OrHear = "M_NOT_FOUND",
            };
        }),
        new("end several devices", "POST /delete_devices", async scene => {
            var person = await scene.Newcomer();
            var other = await scene.Device(scene.Name("newcomer"));
            return new(() => scene.Ask(person, "POST", "/delete_devices", new { devices = new[] { other.DeviceId }, auth = Scene.Proof(person) }),
                _ => HasNoDevice(person, other.DeviceId));
        }),
        new("change the display name", "PUT /profile/{userId}/{keyName}", async scene => {
            var person = await scene.Newcomer();
            string[] rooms = [await scene.RoomOf(person), await scene.RoomOf(person)];
            return new(() => scene.Ask(person, "PUT", $"/profile/{person.UserId}/displayname", new { displayname = "Jade" }), _ => IsCalled(scene, person, rooms, "Jade"));
        }),
        new("remove the display name", "DELETE /profile/{userId}/{keyName}", async scene => {
            var person = await scene.Newcomer();
            (await scene.Ask(person, "PUT", $"/profile/{person.UserId}/displayname", new { displayname = "Jade" })).Good();
            string[] rooms = [await scene.RoomOf(person), await scene.RoomOf(person)];
            return new(() => scene.Ask(person, "DELETE", $"/profile/{person.UserId}/displayname"), _ => IsCalled(scene, person, rooms, null));
        }),
        new("put a notice away", "DELETE /people/v1/me/notices/{id}", async scene => {
            var person = await scene.Newcomer();
            await scene.Operator.Suspend(person.UserId, "a test", Scene.Stop);
            var notice = Notices((await scene.Ask(person, "GET", "/people/v1/me")).Good()).Single();
            return new(() => scene.Ask(person, "DELETE", $"/people/v1/me/notices/{notice}"),
                async _ => Demand(!Notices((await scene.Ask(person, "GET", "/people/v1/me")).Good()).Any(), "The notice is still there."));
        }),
    ];

    private static UseCase[] Operator => [
        new("invite", "people invite", scene => Is(new Deed(
            () => Scene.Command(() => scene.Operator.Invite(1, 1)),
            async answer => Demand(await scene.Count("SELECT count(*) FROM people_invitation WHERE token = @token AND uses_left = 1",
                ("token", SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(answer["result"])))) == 1, "There is no invitation.")))),
        new("let somebody in", "people let-in", async scene => {
            await scene.Newcomer();
            return new(() => Scene.Command(() => scene.Operator.LetIn(scene.Name("newcomer"), Scene.Stop)), async answer =>
                (await scene.Ask(null, "POST", "/people/v1/let-in", new { token = answer["result"].Split('/')[^1] })).Good());
        }),
        new("follow the operator's link", "POST /people/v1/let-in", async scene => {
            await scene.Newcomer();
            var token = (await scene.Operator.LetIn(scene.Name("newcomer"), Scene.Stop))!.AbsoluteUri.Split('/')[^1];
            return new(() => scene.Ask(null, "POST", "/people/v1/let-in", new { token }), async answer => {
                if (answer.IsSuccess) await scene.SignedInWith(answer["loginToken"]);
                Demand((await scene.Ask(null, "POST", "/people/v1/let-in", new { token })).Refusal == "linkUsedOrExpired", "The link works twice.");
            }) { OrHear = "linkUsedOrExpired" };
        }),
        new("suspend somebody", "people suspend", async scene => {
            var person = await scene.Newcomer();
            return new(() => Scene.Command(() => scene.Operator.Suspend(person.UserId, "a test", Scene.Stop)),
                async _ => await Scene.Soon(async () => (await scene.Ask(person, "POST", "/createRoom", new { })).Refusal == "M_USER_SUSPENDED"));
        }),
        new("end a suspension", "people unsuspend", async scene => {
            var person = await scene.Newcomer();
            await scene.Operator.Suspend(person.UserId, "a test", Scene.Stop);
            return new(() => Scene.Command(() => scene.Operator.Unsuspend(person.UserId, Scene.Stop)),
                async _ => await Scene.Soon(async () => (await scene.Ask(person, "POST", "/createRoom", new { })).IsSuccess));
        }),
    ];

    private const string SessionsOf =
        "SELECT count(*) FROM people_session s JOIN people_person p ON p.person = s.person WHERE p.handle = @handle";

    private static Task<Deed> Is(Deed deed) => Task.FromResult(deed);

    private static object SignIn(Townsperson person) => new {
        type = "m.login.password", identifier = new { type = "m.id.user", user = person.UserId }, device_id = "ANOTHER",
        password = Townsperson.PasswordOf(person.UserId[1..person.UserId.IndexOf(':', StringComparison.Ordinal)]),
    };

    private static object Refreshing(Townsperson person) => new {
        type = "m.login.password", identifier = new { type = "m.id.user", user = person.UserId }, refresh_token = true,
        password = Townsperson.PasswordOf(person.UserId[1..person.UserId.IndexOf(':', StringComparison.Ordinal)]),
    };

    private static Task<Answer> LoginToken(Scene scene, Townsperson person) =>
        scene.Ask(person, "POST", "/_matrix/client/v1/login/get_token", new { auth = Scene.Proof(person) });

    private static Task<Answer> WhoAmI(Scene scene, string accessToken) => scene.Ask(null, "GET", $"/account/whoami?access_token={Scene.Escaped(accessToken)}");

    private static async Task WhoAmI(Scene scene, string accessToken, int status) =>
        Demand((int)(await WhoAmI(scene, accessToken)).Status == status, $"The token is not answered with {status}.");

    private static async Task HasDevice(Townsperson person, string deviceId) {
        using var answer = await person.Send("GET", $"/devices/{deviceId}", null, Scene.Stop);
        Demand(answer.IsSuccessStatusCode, "The device is not there.");
    }

    private static async Task HasNoDevice(Townsperson person, string deviceId) {
        using var answer = await person.Send("GET", $"/devices/{deviceId}", null, Scene.Stop);
        Demand(answer.StatusCode == System.Net.HttpStatusCode.NotFound, "The device is still there.");
    }

    private static async Task IsCalled(Scene scene, Townsperson person, string[] rooms, string? name) {
        var profile = await scene.Ask(person, "GET", $"/profile/{person.UserId}");
        Demand(Text(profile.Good().Json, "displayname") == name, "The profile has another name.");
        foreach (var room in rooms) {
            var member = (await scene.Ask(person, "GET", $"/rooms/{Scene.Escaped(room)}/state/m.room.member/{person.UserId}")).Good();
            Demand(Text(member.Json, "displayname") == name, "A room knows another name.");
        }
    }

    private static string? Text(JsonElement json, string property) => json.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Notices(Answer me) => me.Json.GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("id").GetString()!);

    private static string Verifier() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=');
}
