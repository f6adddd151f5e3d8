namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    // Each step moves the dispute from where it stood: asked again it answers the same, except the operator, who looks once more.
    private static UseCase[] Disputes => [
        new("dispute a payment", "POST /pay/v1/payments/{id}/dispute", async scene => {
            var (wallet, _, charge) = await PaidForGood(scene);
            return new(() => OpenDispute(scene, wallet, charge), async _ =>
                Demand(await scene.Count("SELECT count(*) FROM pay_dispute WHERE charge = @charge AND state = 1", ("charge", charge.ToByteArray(bigEndian: true))) == 1, "It is not disputed once."));
        }),
        new("answer a dispute", "POST /pay/v1/disputes/{id}/answer", async scene => {
            var (wallet, _, charge) = await PaidForGood(scene);
            var dispute = (await OpenDispute(scene, wallet, charge)).Good()["id"];
            var payee = await Till(scene);
            return new(() => scene.AskWallet(payee, "POST", $"/disputes/{dispute}/answer", new { words = "They came." }), async _ => Demand(await DisputeIs(scene, wallet, dispute) == "answered", "It is not answered."));
        }),
        new("let a dispute go", "POST /pay/v1/disputes/{id}/withdraw", async scene => {
            var (wallet, _, charge) = await PaidForGood(scene);
            var dispute = (await OpenDispute(scene, wallet, charge)).Good()["id"];
            return new(() => scene.AskWallet(wallet, "POST", $"/disputes/{dispute}/withdraw"), async _ => Demand(await DisputeIs(scene, wallet, dispute) == "withdrawn", "It is still open."));
        }),
        new("look at a dispute", "dispute show", async scene => {
            var (wallet, _, charge) = await PaidForGood(scene);
            var dispute = (await OpenDispute(scene, wallet, charge)).Good()["id"];
            return new(() => Scene.Command(() => scene.Disputes.Show(dispute, Scene.Stop)), async _ =>
                Demand(await scene.Count("SELECT count(*) FROM pay_dispute_look WHERE dispute = @dispute", ("dispute", dispute)) > 0, "Nobody sees that somebody looked."));
        }),
        new("decide a dispute", "dispute decide", async scene => {
            var (wallet, had, charge) = await PaidForGood(scene);
            var dispute = (await OpenDispute(scene, wallet, charge)).Good()["id"];
            await scene.Change("UPDATE pay_dispute SET until = 1 WHERE id = @id", ("id", dispute));
            return new(() => Scene.Command(() => scene.Disputes.Decide(dispute, "0.50", "Half.", Scene.Stop)), async _ => {
                await Scene.Soon(async () => await DisputeIs(scene, wallet, dispute) == "refunded");
                Demand(await Has(scene, wallet) == had - 120 + 50, "It did not come back once.");
            });
        }),
    ];

    private static async Task<(string Wallet, long Had, Guid Charge)> PaidForGood(Scene scene) {
        var (wallet, device, ask, _, had, _) = await Asked(scene, await Newcomer(scene));
        (await AnswerAsk(scene, wallet, ask, "payForGood", Proved(device, await AnswerAsk(scene, wallet, ask, "payForGood")))).Good();
        return (wallet, had, Guid.Parse(ask));
    }

    private static Task<Answer> OpenDispute(Scene scene, string wallet, Guid charge) =>
        scene.AskWallet(wallet, "POST", $"/payments/{charge}/dispute", new { reason = "notReceived", words = "No noodles." });

    private static async Task<string> DisputeIs(Scene scene, string wallet, string dispute) => (await scene.AskWallet(wallet, "GET", $"/disputes/{dispute}")).Good()["state"];
}
