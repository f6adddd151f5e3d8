using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private const string Api = "/people/v1/passkeys";
    private const string GetToken = "/_matrix/client/v1/login/get_token";

    // A ceremony is taken once: whoever hears that it failed begins another.
    private static UseCase[] Passkeys => [
        new("begin a sign-up with a passkey", "POST /people/v1/passkeys/sign-up/start", scene => Is(new Deed(
            () => scene.Ask(null, "POST", $"{Api}/sign-up/start", new { handle = scene.Name("key") }),
            async answer => (await FinishSignUp(scene, scene.Passkey(), answer)).Good()))),
        new("sign up with a passkey", "POST /people/v1/passkeys/sign-up/finish", async scene => {
            var (device, start) = (scene.Passkey(), await StartSignUp(scene));
            return new(() => FinishSignUp(scene, device, start), async _ => await scene.SignedInWith((await SignInWith(scene, device)).Good()["loginToken"])) {
                AskAgain = async () => await StartSignUp(scene) is { IsSuccess: true } again ? await FinishSignUp(scene, device, again) : await StartSignUp(scene),
                OrHear = "handleTaken",
            };
        }),
        new("begin a sign-in with a passkey", "POST /people/v1/passkeys/sign-in/start", async scene => {
            var (device, _) = await SignedUp(scene);
            return new(() => StartSignIn(scene), async answer => (await FinishSignIn(scene, device, answer)).Good());
        }),
        new("sign in with a passkey", "POST /people/v1/passkeys/sign-in/finish", async scene => {
            var (device, _) = await SignedUp(scene);
            var start = await StartSignIn(scene);
            return new(() => FinishSignIn(scene, device, start), async answer => await scene.SignedInWith(answer["loginToken"])) { AskAgain = () => SignInWith(scene, device) };
        }),
        new("begin another passkey", "POST /people/v1/passkeys/add/start", async scene => {
            var person = await scene.Newcomer();
            return new(() => StartAdding(scene, person), async answer => (await FinishAdding(scene, person, scene.Passkey(), answer)).Good());
        }),
        new("add a passkey", "POST /people/v1/passkeys/add/finish", async scene => {
            var (person, device) = (await scene.Newcomer(), scene.Passkey());
            var start = await StartAdding(scene, person);
            return new(() => FinishAdding(scene, person, device, start), async _ => Demand((await KeysOf(scene, person)).Length == 1, "There is not one passkey.")) {
                AskAgain = async () => await FinishAdding(scene, person, device, await StartAdding(scene, person)), OrHear = "passkeyRefused",
            };
        }),
        new("remove a passkey", "POST /people/v1/passkeys/{id}/remove", async scene => {
            var person = await scene.Newcomer();
            var id = (await FinishAdding(scene, person, scene.Passkey(), await StartAdding(scene, person))).Good()["id"];
            return new(() => scene.Ask(person, "POST", $"{Api}/{id}/remove", new { auth = Scene.Proof(person) }),
                async _ => Demand((await KeysOf(scene, person)).Length == 0, "The passkey is still there.")) { OrHear = "notFound" };
        }),
        new("be asked for a passkey", "POST /login/get_token", async scene => {
            var (device, person) = await SignedUp(scene);
            return new(async () => Questioned(await scene.Ask(person, "POST", GetToken, new { })), async question =>
                (await scene.Ask(person, "POST", GetToken, new { auth = Answered(device, question) })).Good());
        }),
        new("prove oneself by a passkey", "POST /login/get_token", async scene => {
            var (device, person) = await SignedUp(scene);
            var question = await scene.Ask(person, "POST", GetToken, new { });
            return new(() => scene.Ask(person, "POST", GetToken, new { auth = Answered(device, question) }), async answer => await scene.SignedInWith(answer["login_token"])) {
                AskAgain = async () => await scene.Ask(person, "POST", GetToken, new { auth = Answered(device, await scene.Ask(person, "POST", GetToken, new { })) }),
            };
        }),
        new("ask what another app wants confirmed", "POST /people/v1/confirm/start", async scene => {
            var (device, person) = await SignedUp(scene);
            var session = (await scene.Ask(person, "POST", GetToken, new { }))["session"];
            return new(() => scene.Ask(null, "POST", "/people/v1/confirm/start", new { session }),
                async asked => (await Confirm(scene, device, session, asked)).Good());
        }),
        new("confirm it", "POST /people/v1/confirm/finish", async scene => {
            var (device, person) = await SignedUp(scene);
            var session = (await scene.Ask(person, "POST", GetToken, new { }))["session"];
            var asked = await scene.Ask(null, "POST", "/people/v1/confirm/start", new { session });
            return new(() => Confirm(scene, device, session, asked), async _ => (await scene.Ask(person, "POST", GetToken, new { auth = new { session } })).Good()) {
                OrHear = "ceremonyExpired",
            };
        }),
    ];

    private static Task<Answer> StartSignUp(Scene scene) => scene.Ask(null, "POST", $"{Api}/sign-up/start", new { handle = scene.Name("key") });

    private static Task<Answer> FinishSignUp(Scene scene, Authenticator device, Answer start) => scene.Ask(null, "POST", $"{Api}/sign-up/finish", new {
        ceremony = start.Good()["ceremony"], credential = device.Create(start.Json.GetProperty("options")), displayName = "Key",
    });

    private static Task<Answer> StartSignIn(Scene scene) => scene.Ask(null, "POST", $"{Api}/sign-in/start", new { });

    private static Task<Answer> FinishSignIn(Scene scene, Authenticator device, Answer start) => scene.Ask(null, "POST", $"{Api}/sign-in/finish", new {
        ceremony = start.Good()["ceremony"], credential = device.Get(start.Json.GetProperty("options")),
    });

    private static async Task<Answer> SignInWith(Scene scene, Authenticator device) => await FinishSignIn(scene, device, await StartSignIn(scene));

    private static Task<Answer> StartAdding(Scene scene, Townsperson person) => scene.Ask(person, "POST", $"{Api}/add/start", new { auth = Scene.Proof(person) });

    private static Task<Answer> FinishAdding(Scene scene, Townsperson person, Authenticator device, Answer start) => scene.Ask(person, "POST", $"{Api}/add/finish", new {
        ceremony = start.Good()["ceremony"], credential = device.Create(start.Json.GetProperty("options")), name = "Pocket",
    });

    private static Task<Answer> Confirm(Scene scene, Authenticator device, string session, Answer asked) => scene.Ask(null, "POST", "/people/v1/confirm/finish", new {
        session, credential = device.Get(asked.Good().Json.GetProperty("options")),
    });

    private static async Task<(Authenticator Device, Townsperson Person)> SignedUp(Scene scene) {
        var device = scene.Passkey();
        var token = (await FinishSignUp(scene, device, await StartSignUp(scene))).Good()["loginToken"];
        return (device, await scene.SignedInWith(token));
    }

    private static async Task<JsonElement[]> KeysOf(Scene scene, Townsperson person) => [.. (await scene.Ask(person, "GET", Api)).Good().Json.EnumerateArray()];

    // Being asked is what is wanted, and HTTP calls it a refusal.
    private static Answer Questioned(Answer answer) => answer.Status == System.Net.HttpStatusCode.Unauthorized ? answer with { Status = System.Net.HttpStatusCode.OK } : answer;

    private static object Answered(Authenticator device, Answer question) => new {
        type = "org.teahouse.passkey", session = question["session"],
        credential = device.Get(question.Json.GetProperty("params").GetProperty("org.teahouse.passkey").GetProperty("options")),
    };
}
