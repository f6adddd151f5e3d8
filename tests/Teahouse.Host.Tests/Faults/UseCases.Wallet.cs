using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private const string WalletLink = "/_matrix/client/unstable/org.teahouse/wallet/link";

    // Links and ceremonies are spent once: whoever hears that it failed begins anew.
    private static UseCase[] Wallet => [
        new("be led into the wallet", "POST /org.teahouse/wallet/link", async scene => {
            var person = await scene.Newcomer();
            return new(() => Linked(scene, person), async link => (await Spend(scene, link)).Good());
        }),
        new("open the wallet by a link", "POST /pay/v1/sign-in/link", async scene => {
            var person = await scene.Newcomer();
            var link = await Linked(scene, person);
            return new(() => Spend(scene, link), async given => (await scene.AskWallet(given["token"], "GET", "/session")).Good()) {
                AskAgain = async () => await Spend(scene, await Linked(scene, person)),
            };
        }),
        new("begin to open the wallet by a passkey", "POST /pay/v1/sign-in/passkey/start", async scene => {
            var (_, device) = await WithPasskey(scene);
            return new(() => scene.AskWallet(null, "POST", "/sign-in/passkey/start", new { }), async start => (await OpenBy(scene, device, start)).Good());
        }),
        new("open the wallet by a passkey", "POST /pay/v1/sign-in/passkey/finish", async scene => {
            var (_, device) = await WithPasskey(scene);
            var start = await scene.AskWallet(null, "POST", "/sign-in/passkey/start", new { });
            return new(() => OpenBy(scene, device, start), async given => (await scene.AskWallet(given["token"], "GET", "/session")).Good()) {
                AskAgain = async () => await OpenBy(scene, device, await scene.AskWallet(null, "POST", "/sign-in/passkey/start", new { })),
            };
        }),
        new("leave for good with money in the wallet", "POST /account/deactivate", async scene => {
            var (person, device) = (await scene.Newcomer(), scene.PaymentPasskey());
            var wallet = (await Spend(scene, await Linked(scene, person))).Good()["token"];
            (await FinishPayment(scene, wallet, device, await StartPayment(scene, wallet))).Good();
            (await Play(scene, wallet, Guid.NewGuid())).Good();
            return new(() => scene.Ask(person, "POST", "/account/deactivate", new { auth = Scene.Proof(person) }), _ => Scene.Soon(async () => {
                // A departure that was put off ends what was opened before it, and what is just being opened.
                if (await OpenBy(scene, device, await scene.AskWallet(null, "POST", "/sign-in/passkey/start", new { })) is not { IsSuccess: true } opened) return false;
                var token = opened["token"];
                return await scene.AskWallet(token, "GET", "/session") is { IsSuccess: true } session && session["scope"] == "takeOut" && await Has(scene, token) == Played;
            })) { OrHear = "M_UNKNOWN_TOKEN" };
        }),
        new("begin the first payment passkey", "POST /pay/v1/passkeys/add/start", async scene => {
            var wallet = await Opened(scene);
            return new(() => StartPayment(scene, wallet), async start => (await FinishPayment(scene, wallet, scene.PaymentPasskey(), start)).Good());
        }),
        new("begin another payment passkey", "POST /pay/v1/passkeys/add/start", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            var asked = await StartPayment(scene, wallet);
            return new(() => StartPayment(scene, wallet, Proved(device, asked)), async start => (await FinishPayment(scene, wallet, scene.PaymentPasskey(), start)).Good()) {
                AskAgain = async () => await StartPayment(scene, wallet, Proved(device, await StartPayment(scene, wallet))),
            };
        }),
        new("make the first payment passkey", "POST /pay/v1/passkeys/add/finish", async scene => {
            var (wallet, device) = (await Opened(scene), scene.PaymentPasskey());
            var start = await StartPayment(scene, wallet);
            return new(() => FinishPayment(scene, wallet, device, start), async _ => Demand(await PaymentKeys(scene, wallet) == 1, "There is not one payment passkey.")) {
                // Where it was made after all, the device can confirm, and is told that it is known.
                AskAgain = async () => await StartPayment(scene, wallet) is { IsSuccess: true } again ? await FinishPayment(scene, wallet, device, again)
                    : await FinishPayment(scene, wallet, device, await StartPayment(scene, wallet, Proved(device, await StartPayment(scene, wallet)))),
                OrHear = "passkeyRefused",
            };
        }),
        new("remove a payment passkey", "POST /pay/v1/passkeys/{id}/remove", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            var start = await StartPayment(scene, wallet, Proved(device, await StartPayment(scene, wallet)));
            var path = $"/passkeys/{(await FinishPayment(scene, wallet, scene.PaymentPasskey(), start)).Good()["id"]}/remove";
            var asked = await scene.AskWallet(wallet, "POST", path, new { });
            return new(() => scene.AskWallet(wallet, "POST", path, new { proof = Proved(device, asked) }),
                async _ => Demand(await PaymentKeys(scene, wallet) == 1, "There is not one payment passkey.")) {
                AskAgain = async () => await scene.AskWallet(wallet, "POST", path, new { }) is { Refusal: "confirmationNeeded" } again
                    ? await scene.AskWallet(wallet, "POST", path, new { proof = Proved(device, again) }) : await scene.AskWallet(wallet, "POST", path, new { }),
                OrHear = "notFound",
            };
        }),
        new("open a till", "POST /pay/v1/sessions/till", async scene => {
            var wallet = await Opened(scene);
            return new(() => scene.AskWallet(wallet, "POST", "/sessions/till", new { }), async given => (await scene.AskWallet(given["token"], "GET", "/session")).Good());
        }),
        new("sign the wallet out", "DELETE /pay/v1/session", async scene => Ends(scene, await Opened(scene), "/session")),
        new("sign all wallets out", "DELETE /pay/v1/sessions", async scene => Ends(scene, await Opened(scene), "/sessions")),
        new("sign one wallet out", "DELETE /pay/v1/sessions/{id}", async scene => {
            var wallet = await Opened(scene);
            return Ends(scene, wallet, $"/sessions/{(await scene.AskWallet(wallet, "GET", "/session"))["id"]}");
        }),
    ];

    private static Deed Ends(Scene scene, string wallet, string path) => new(
        () => scene.AskWallet(wallet, "DELETE", path),
        async _ => Demand((await scene.AskWallet(wallet, "GET", "/session")).Refusal == "tokenUnknown", "It is still signed in.")) { OrHear = "tokenUnknown" };

    private static Task<Answer> Linked(Scene scene, Townsperson person) => scene.Ask(person, "POST", WalletLink, new { auth = Scene.Proof(person) });

    private static Task<Answer> Spend(Scene scene, Answer link) => scene.AskWallet(null, "POST", "/sign-in/link", new { token = link.Good()["link_token"] });

    private static async Task<string> Opened(Scene scene) => (await Spend(scene, await Linked(scene, await scene.Newcomer()))).Good()["token"];

    private static async Task<(string Wallet, Authenticator Device)> WithPasskey(Scene scene) {
        var (wallet, device) = (await Opened(scene), scene.PaymentPasskey());
        (await FinishPayment(scene, wallet, device, await StartPayment(scene, wallet))).Good();
        return (wallet, device);
    }

    private static Task<Answer> OpenBy(Scene scene, Authenticator device, Answer start) => scene.AskWallet(null, "POST", "/sign-in/passkey/finish", Proved(device, start.Good()));

    private static Task<Answer> StartPayment(Scene scene, string wallet, object? proof = null) =>
        scene.AskWallet(wallet, "POST", "/passkeys/add/start", proof is null ? new { } : new { proof });

    private static Task<Answer> FinishPayment(Scene scene, string wallet, Authenticator device, Answer start) => scene.AskWallet(wallet, "POST", "/passkeys/add/finish", new {
        ceremony = start.Good()["ceremony"], credential = device.Create(start.Json.GetProperty("options")), name = "Pocket",
    });

    private static async Task<int> PaymentKeys(Scene scene, string wallet) => (await scene.AskWallet(wallet, "GET", "/passkeys")).Good().Json.GetArrayLength();

    private static object Proved(Authenticator device, Answer asked) => new { ceremony = asked["ceremony"], credential = device.Get(asked.Json.GetProperty("options")) };
}
