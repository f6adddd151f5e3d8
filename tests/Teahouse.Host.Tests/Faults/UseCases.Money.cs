using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private const long Played = 500;

    // Each has a key: whoever hears that it failed sends it again, and it is done once.
    private static UseCase[] Money => [
        new("take play money", "POST /pay/v1/sandbox/play-money", async scene => {
            var (wallet, key) = (await Opened(scene), Guid.NewGuid());
            return new(() => Play(scene, wallet, key), async _ => Demand(await Has(scene, wallet) == Played, "It is not there once."));
        }),
        new("send money", "POST /pay/v1/transfers", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            (await Play(scene, wallet, Guid.NewGuid())).Good();
            var payee = await scene.Newcomer("payee");
            var key = Guid.NewGuid();
            Task<Answer> Send(object? proof = null) =>
                scene.AskWallet(wallet, "POST", "/transfers", new { to = payee.UserId, amount = new { minor = 120, currency = "CNY" }, proof }, key);
            var asked = await Send();
            return new(() => Send(Proved(device, asked)), async _ => {
                Demand(await Has(scene, wallet) == Played - 120, "It did not go once.");
                Demand(await Has(scene, (await Spend(scene, await Linked(scene, payee))).Good()["token"]) == 120, "It did not come once.");
            }) {
                AskAgain = async () => await Send() is { Refusal: "confirmationNeeded" } again ? await Send(Proved(device, again)) : await Send(),
            };
        }),
        new("verify a payee", "payee verify", async scene => {
            var person = await PersonOf(scene, await scene.Newcomer());
            return new(() => Scene.Command(() => scene.Payees.Verify(person, scene.Name("Noodles"))), async _ => Demand(await Verified(scene, person) == 1, "They are not verified."));
        }),
        new("take a payee's verified name back", "payee unverify", async scene => {
            var person = await PersonOf(scene, await scene.Newcomer());
            await scene.Payees.Verify(person, scene.Name("Noodles"));
            return new(() => Scene.Command(() => scene.Payees.Unverify(person)), async _ => Demand(await Verified(scene, person) == 0, "They are still verified."));
        }),
        new("make a payee a cash desk", "payee desk", async scene => {
            var person = await PersonOf(scene, await scene.Newcomer());
            await scene.Payees.Verify(person, scene.Name("Noodles"));
            return new(() => Scene.Command(() => scene.Payees.MakeDesk(person, "5.00")), async _ =>
                Demand(await scene.Count("SELECT cash_limit FROM pay_payee WHERE person = @person", ("person", person.Value)) == 500, "They are no cash desk."));
        }),
        new("pay notes in at a cash desk", "POST /pay/v1/cash", async scene => {
            var (desk, person) = (await scene.Newcomer("desk"), await scene.Newcomer("payee"));
            var (wallet, device) = ((await Spend(scene, await Linked(scene, desk))).Good()["token"], scene.PaymentPasskey());
            (await FinishPayment(scene, wallet, device, await StartPayment(scene, wallet))).Good();
            (await Play(scene, wallet, Guid.NewGuid())).Good();
            await scene.Payees.Verify(await PersonOf(scene, desk), scene.Name("Noodles"));
            await scene.Payees.MakeDesk(await PersonOf(scene, desk), "100.00");
            var key = Guid.NewGuid();
            Task<Answer> CashIn(object? proof = null) => scene.AskWallet(wallet, "POST", "/cash", new { to = person.UserId, amount = new { minor = 120, currency = "CNY" }, proof }, key);
            var asked = await CashIn();
            return new(() => CashIn(Proved(device, asked)), async _ => Demand(await Has(scene, wallet) == Played - 120, "It did not go once.")) {
                AskAgain = async () => await CashIn() is { Refusal: "confirmationNeeded" } again ? await CashIn(Proved(device, again)) : await CashIn(),
            };
        }),
    ];

    private static async Task<PersonId> PersonOf(Scene scene, Townsperson somebody) => (await scene.Operator.PersonOf(somebody.UserId, Scene.Stop))!.Value;

    private static Task<long> Verified(Scene scene, PersonId person) => scene.Count("SELECT count(*) FROM pay_payee WHERE person = @person", ("person", person.Value));

    private static Task<Answer> Play(Scene scene, string wallet, Guid key) =>
        scene.AskWallet(wallet, "POST", "/sandbox/play-money", new { amount = new { minor = Played, currency = "CNY" } }, key);

    private static async Task<long> Has(Scene scene, string wallet) =>
        (await scene.AskWallet(wallet, "GET", "/balances")).Good().Json[0].GetProperty("balance").GetProperty("minor").GetInt64();
}
