using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    // Whoever freezes may ask again until it is so; a thaw and a code are confirmed anew.
    private static UseCase[] Freezing => [
        new("freeze one's wallet", "POST /pay/v1/freeze", async scene => {
            var asked = await Asked(scene, await Newcomer(scene));
            (await AnswerAsk(scene, asked.Wallet, asked.Charge, "hold")).Good();
            return new(() => scene.AskWallet(asked.Wallet, "POST", "/freeze"), async _ => {
                await Stands(scene, asked, "undone", held: 0);
                Demand(await IsFrozen(scene, asked.Wallet), "It is not frozen.");
            });
        }),
        new("freeze a wallet by its code", "POST /pay/v1/freeze/by-code", async scene => {
            var (wallet, device, userId) = await WithOwner(scene);
            var code = (await FreezeCode(scene, wallet, device)).Good()["code"];
            return new(() => scene.AskWallet(null, "POST", "/freeze/by-code", new { userId, code, lost = true }), async _ => {
                Demand(await IsFrozen(scene, wallet), "It is not frozen.");
                Demand((await FreezeCode(scene, wallet, device)).Refusal == "passkeyLost", "A lost passkey confirms.");
            });
        }),
        new("take a new freeze code", "POST /pay/v1/freeze-code", async scene => {
            var (wallet, device, userId) = await WithOwner(scene);
            var asked = await scene.AskWallet(wallet, "POST", "/freeze-code", new { });
            return new(() => scene.AskWallet(wallet, "POST", "/freeze-code", new { proof = Proved(device, asked) }), async given =>
                (await scene.AskWallet(null, "POST", "/freeze/by-code", new { userId, code = given["code"] })).Good()) {
                AskAgain = () => FreezeCode(scene, wallet, device),
            };
        }),
        new("thaw one's wallet", "POST /pay/v1/unfreeze", async scene => {
            var (wallet, device, _) = await WithOwner(scene);
            (await scene.AskWallet(wallet, "POST", "/freeze")).Good();
            var asked = await scene.AskWallet(wallet, "POST", "/unfreeze", new { });
            return new(() => scene.AskWallet(wallet, "POST", "/unfreeze", new { proof = Proved(device, asked) }), async _ => Demand(!await IsFrozen(scene, wallet), "It is frozen.")) {
                AskAgain = async () => await scene.AskWallet(wallet, "POST", "/unfreeze", new { }) is { Refusal: "confirmationNeeded" } again
                    ? await scene.AskWallet(wallet, "POST", "/unfreeze", new { proof = Proved(device, again) }) : await scene.AskWallet(wallet, "POST", "/unfreeze", new { }),
                OrHear = "notFrozen",
            };
        }),
        new("have a wallet thaw by the recovery code", "POST /pay/v1/unfreeze/late", async scene => {
            var (person, verifier) = (await scene.Newcomer("owner"), Verifier());
            (await scene.Ask(person, "PUT", "/people/v1/recovery", new { verifier })).Good();
            var wallet = (await Spend(scene, await Linked(scene, person))).Good()["token"];
            (await scene.AskWallet(wallet, "POST", "/freeze")).Good();
            return new(() => scene.AskWallet(null, "POST", "/unfreeze/late", new { userId = person.UserId, verifier }), async coming => Demand(
                (await scene.AskWallet(wallet, "GET", "/freeze")).Good().Json.GetProperty("thawsAt").GetInt64() == coming.Json.GetProperty("from").GetInt64(), "It does not thaw then."));
        }),
        new("have a wallet open anew by the recovery code", "POST /pay/v1/unfreeze/late", async scene => {
            var (person, verifier) = (await scene.Newcomer("owner"), Verifier());
            (await scene.Ask(person, "PUT", "/people/v1/recovery", new { verifier })).Good();
            var wallet = (await Spend(scene, await Linked(scene, person))).Good()["token"];
            (await scene.AskWallet(wallet, "POST", "/freeze")).Good();
            return new(() => scene.AskWallet(null, "POST", "/unfreeze/late", new { userId = person.UserId, verifier, gone = true }), async _ => Demand(
                (await scene.AskWallet(wallet, "GET", "/freeze")).Good().Json.GetProperty("forgets").GetBoolean(), "It does not forget."));
        }),
        new("name a payment passkey as lost", "POST /pay/v1/passkeys/{id}/lost", async scene => {
            var (wallet, device, _) = await WithOwner(scene);
            var id = (await scene.AskWallet(wallet, "GET", "/passkeys")).Good().Json[0].GetProperty("id").GetString();
            return new(() => scene.AskWallet(wallet, "POST", $"/passkeys/{id}/lost"), async _ =>
                Demand((await FreezeCode(scene, wallet, device)).Refusal == "passkeyLost", "It still confirms."));
        }),
    ];

    private static async Task<(string Wallet, Authenticator Device, string UserId)> WithOwner(Scene scene) {
        var (owner, device) = (await scene.Newcomer("owner"), scene.PaymentPasskey());
        var wallet = (await Spend(scene, await Linked(scene, owner))).Good()["token"];
        (await FinishPayment(scene, wallet, device, await StartPayment(scene, wallet))).Good();
        return (wallet, device, owner.UserId);
    }

    private static async Task<Answer> FreezeCode(Scene scene, string wallet, Authenticator device) =>
        await scene.AskWallet(wallet, "POST", "/freeze-code", new { proof = Proved(device, await scene.AskWallet(wallet, "POST", "/freeze-code", new { })) });

    private static async Task<bool> IsFrozen(Scene scene, string wallet) => (await scene.AskWallet(wallet, "GET", "/freeze")).Good().Json.GetProperty("frozen").GetBoolean();
}
