using Teahouse.Host.Tests.Wallet;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    // What is charged has a key, what is enrolled begins anew, and all else may be asked for again.
    private static UseCase[] Codes => [
        new("begin to enrol a phone", "POST /pay/v1/code-phone/start", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            var phone = new CodePhone();
            return new(() => StartPhone(scene, wallet, phone), async started =>
                (await scene.AskWallet(wallet, "POST", "/code-phone/finish", phone.Finish(started.Json, device))).Good());
        }),
        new("enrol a phone", "POST /pay/v1/code-phone/finish", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            var phone = new CodePhone();
            var started = (await StartPhone(scene, wallet, phone)).Good();
            return new(() => scene.AskWallet(wallet, "POST", "/code-phone/finish", phone.Finish(started.Json, device)), async _ => {
                var phones = (await scene.AskWallet(wallet, "GET", "/code-phone")).Good().Json.GetProperty("phones");
                Demand(phones.EnumerateArray().Count(p => p.GetProperty("endedAt").ValueKind == System.Text.Json.JsonValueKind.Null) == 1, "Not one phone shows codes.");
                (await FillPhone(scene, wallet, phone.Id)).Good();
            }) {
                AskAgain = async () => await scene.AskWallet(
                    wallet, "POST", "/code-phone/finish", phone.Finish((await StartPhone(scene, wallet, phone)).Good().Json, device)),
            };
        }),
        new("fill a phone", "POST /pay/v1/code-phone/{id}/aliases", async scene => {
            var (wallet, phone) = await WithPhone(scene, fill: false);
            return new(() => FillPhone(scene, wallet, phone.Id), async filled => {
                Demand(filled.Json.GetProperty("aliases").GetArrayLength() == 16, "It is not full.");
                Demand(await scene.Count("SELECT count(*) FROM pay_alias WHERE phone = @phone", ("phone", phone.Id)) == 16, "It has too many.");
            });
        }),
        new("end a phone", "DELETE /pay/v1/code-phone/{id}", async scene => {
            var (wallet, phone) = await WithPhone(scene);
            return new(() => scene.AskWallet(wallet, "DELETE", $"/code-phone/{phone.Id}"), async _ =>
                Demand(await scene.Count("SELECT count(*) FROM pay_phone WHERE id = @phone AND ended_at IS NULL", ("phone", phone.Id)) == 0, "It still shows codes."));
        }),
        new("charge a code", "POST /pay/v1/charges", async scene => {
            var (wallet, phone) = await WithPhone(scene);
            (await Play(scene, wallet, Guid.NewGuid())).Good();
            var (till, key, code) = (await Till(scene), Guid.NewGuid(), phone.Digits());
            return new(() => Charge(scene, till, code, key), async charged => {
                Demand(charged["state"] == "held", "It is not held.");
                Demand(await Held(scene, wallet) == 120, "It is not held once.");
                Demand((await Charge(scene, till, code, Guid.NewGuid())).Refusal == "codeRefused", "The code pays again.");
            });
        }),
    ];

    private static Task<Answer> StartPhone(Scene scene, string wallet, CodePhone phone) => scene.AskWallet(wallet, "POST", "/code-phone/start", new { publicKey = phone.PublicKey });

    private static Task<Answer> FillPhone(Scene scene, string wallet, string phone) => scene.AskWallet(wallet, "POST", $"/code-phone/{phone}/aliases");

    private static Task<Answer> Charge(Scene scene, string till, string code, Guid key) =>
        scene.AskWallet(till, "POST", "/charges", new { code, amount = new { minor = 120, currency = "CNY" }, source = "camera" }, key);

    private static async Task<(string Wallet, CodePhone Phone)> WithPhone(Scene scene, bool fill = true) {
        var (wallet, device) = await WithPasskey(scene);
        var phone = new CodePhone();
        (await scene.AskWallet(wallet, "POST", "/code-phone/finish", phone.Finish((await StartPhone(scene, wallet, phone)).Good().Json, device))).Good();
        if (fill) phone.Take((await FillPhone(scene, wallet, phone.Id)).Good().Json);
        return (wallet, phone);
    }

    // Somebody of each scene's own: none of them is known to the other's phone.
    private static async Task<string> Till(Scene scene) => (await Spend(scene, await Linked(scene, await scene.Newcomer("till")))).Good()["token"];

    private static async Task<long> Held(Scene scene, string wallet) =>
        (await scene.AskWallet(wallet, "GET", "/balances")).Good().Json[0].GetProperty("heldOut").GetProperty("minor").GetInt64();
}
