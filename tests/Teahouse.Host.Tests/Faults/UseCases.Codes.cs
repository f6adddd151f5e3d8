using System.Runtime.CompilerServices;
using Teahouse.Host.Tests.Wallet;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private static readonly ConditionalWeakTable<Townsperson, Task<string>> Tills = [];
    private static readonly ConditionalWeakTable<Townsperson, Task<Regulars>> Payers = [];

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
            var (wallet, _, phone) = await Regular(scene);
            var (till, key, code, before) = (await Till(scene), Guid.NewGuid(), phone.Digits(), await Held(scene, wallet));
            return new(() => Charge(scene, till, code, key), async charged => {
                Demand(charged["state"] == "held", "It is not held.");
                Demand(await Held(scene, wallet) == before + 120, "It is not held once.");
                Demand((await Charge(scene, till, code, Guid.NewGuid())).Refusal == "codeRefused", "The code pays again.");
            });
        }),
        new("refuse what a till asks", "POST /pay/v1/asks/{id}/answer", async scene => {
            var asked = await Asked(scene);
            return new(() => AnswerAsk(scene, asked.Wallet, asked.Charge, "refuse"), async _ => await Stands(scene, asked, "refused", held: 0));
        }),
        new("hold what a till asks", "POST /pay/v1/asks/{id}/answer", async scene => {
            var asked = await Asked(scene);
            return new(() => AnswerAsk(scene, asked.Wallet, asked.Charge, "hold"), async _ => await Stands(scene, asked, "held", held: 120));
        }),
        new("pay for good what a till asks", "POST /pay/v1/asks/{id}/answer", async scene => {
            var asked = await Asked(scene, await Newcomer(scene));
            var (wallet, device, ask) = (asked.Wallet, asked.Device, asked.Charge);
            var question = await AnswerAsk(scene, wallet, ask, "payForGood");
            return new(() => AnswerAsk(scene, wallet, ask, "payForGood", Proved(device, question)), async _ => await Stands(scene, asked, "paid", held: 0)) {
                AskAgain = async () => await AnswerAsk(scene, wallet, ask, "payForGood") is { Refusal: "confirmationNeeded" } again
                    ? await AnswerAsk(scene, wallet, ask, "payForGood", Proved(device, again)) : await AnswerAsk(scene, wallet, ask, "payForGood"),
            };
        }),
        new("undo what is held", "POST /pay/v1/payments/{id}/undo", async scene => {
            var asked = await Asked(scene);
            (await AnswerAsk(scene, asked.Wallet, asked.Charge, "hold")).Good();
            return new(() => scene.AskWallet(asked.Wallet, "POST", $"/payments/{asked.Charge}/undo"), async _ => await Stands(scene, asked, "undone", held: 0));
        }),
        new("pay back what was charged", "POST /pay/v1/charges/{id}/refund", async scene => {
            var (wallet, device, ask, till, had, _) = await Asked(scene, await Newcomer(scene));
            (await AnswerAsk(scene, wallet, ask, "payForGood", Proved(device, await AnswerAsk(scene, wallet, ask, "payForGood")))).Good();
            var key = Guid.NewGuid();
            return new(() => scene.AskWallet(till, "POST", $"/charges/{ask}/refund", new { amount = new { minor = 50, currency = "CNY" } }, key), async refunded => {
                Demand(refunded.Json.GetProperty("refunded").GetProperty("minor").GetInt64() == 50, "It is not told once.");
                Demand(await Has(scene, wallet) == had - 120 + 50, "It did not come back once.");
            });
        }),
        new("lower one's limits", "PUT /pay/v1/limits", async scene => {
            var wallet = await Opened(scene);
            return new(() => SetLimits(scene, wallet, 100), async _ => Demand(await Limit(scene, wallet) == 100, "They are not lower."));
        }),
        new("raise one's limits", "PUT /pay/v1/limits", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            var asked = await SetLimits(scene, wallet, 50_000);
            return new(() => SetLimits(scene, wallet, 50_000, Proved(device, asked)), async _ =>
                Demand((await scene.AskWallet(wallet, "GET", "/limits")).Good().Json.GetProperty("raising").GetProperty("payment").GetProperty("minor").GetInt64() == 50_000, "They are not being raised.")) {
                AskAgain = async () => await SetLimits(scene, wallet, 50_000, Proved(device, await SetLimits(scene, wallet, 50_000))),
            };
        }),
        new("take raised limits back", "DELETE /pay/v1/limits/raising", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            (await SetLimits(scene, wallet, 50_000, Proved(device, await SetLimits(scene, wallet, 50_000)))).Good();
            return new(() => scene.AskWallet(wallet, "DELETE", "/limits/raising"), kept => {
                Demand(kept.Json.GetProperty("raising").ValueKind == System.Text.Json.JsonValueKind.Null, "They are still being raised.");
                return Task.CompletedTask;
            });
        }),
    ];

    // A question as a phone that is online gets it, without one that listens: what is played here is the answer.
    private static async Task<Question> Asked(Scene scene, Regulars? payer = null) {
        var (wallet, device, phone) = payer ?? await Regular(scene);
        var (till, had, held) = (await Till(scene), await Has(scene, wallet), await Held(scene, wallet));
        var charged = (await Charge(scene, till, phone.Digits(), Guid.NewGuid())).Good()["id"];
        await scene.Change("UPDATE pay_charge SET state = 2, why = 1, until = at + 20000, goods_at = NULL, offline = 0 WHERE id = @id",
            ("id", Guid.Parse(charged).ToByteArray(bigEndian: true)));
        return new(wallet, device, charged, till, had, held);
    }

    // One who comes again and again, as if minutes lay between; never to pay Li for good, who is to stay new to them.
    private static async Task<Regulars> Regular(Scene scene) {
        var regular = await Payers.GetValue(scene.Li, _ => Wealthy(scene));
        await scene.Change("UPDATE pay_charge SET at = at - 200000");
        regular.Phone.Take((await FillPhone(scene, regular.Wallet, regular.Phone.Id)).Good().Json);
        return regular;
    }

    private static async Task<Regulars> Newcomer(Scene scene) {
        var (wallet, device) = await WithPasskey(scene);
        var phone = new CodePhone();
        (await scene.AskWallet(wallet, "POST", "/code-phone/finish", phone.Finish((await StartPhone(scene, wallet, phone)).Good().Json, device))).Good();
        phone.Take((await FillPhone(scene, wallet, phone.Id)).Good().Json);
        (await Play(scene, wallet, Guid.NewGuid())).Good();
        return new(wallet, device, phone);
    }

    private static async Task<Regulars> Wealthy(Scene scene) {
        var payer = await Newcomer(scene);
        for (var i = 0; i < 12; i++) (await Play(scene, payer.Wallet, Guid.NewGuid())).Good();
        return payer;
    }

    private sealed record Regulars(string Wallet, Authenticator Device, CodePhone Phone);

    private sealed record Question(string Wallet, Authenticator Device, string Charge, string Till, long Had, long Held);

    private static Task<Answer> AnswerAsk(Scene scene, string wallet, string ask, string answer, object? proof = null) =>
        scene.AskWallet(wallet, "POST", $"/asks/{ask}/answer", new { answer, proof });

    // What failed on its way goes on by itself, or when it is asked for again.
    private static async Task Stands(Scene scene, Question asked, string state, long held) {
        await Scene.Soon(async () =>
            (await scene.AskWallet(asked.Wallet, "GET", $"/payments/{asked.Charge}")).Good()["state"] == state && await Held(scene, asked.Wallet) == asked.Held + held);
        Demand(await Has(scene, asked.Wallet) == asked.Had - (state == "paid" ? 120 : 0), "It did not move once.");
    }

    private static Task<Answer> SetLimits(Scene scene, string wallet, long payment, object? proof = null) => scene.AskWallet(
        wallet, "PUT", "/limits", new { payment = new { minor = payment, currency = "CNY" }, day = new { minor = 100_000, currency = "CNY" }, proof });

    private static async Task<long> Limit(Scene scene, string wallet) =>
        (await scene.AskWallet(wallet, "GET", "/limits")).Good().Json.GetProperty("payment").GetProperty("minor").GetInt64();

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

    // Li's, opened once: every scene has a payer of its own, to whom she is new.
    private static Task<string> Till(Scene scene) => Tills.GetValue(scene.Li, async _ => (await Spend(scene, await Linked(scene, scene.Li))).Good()["token"]);

    private static async Task<long> Held(Scene scene, string wallet) =>
        (await scene.AskWallet(wallet, "GET", "/balances")).Good().Json[0].GetProperty("heldOut").GetProperty("minor").GetInt64();
}
