using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private const string TalliesPath = "/_matrix/client/unstable/org.teahouse/pay/tallies";

    // Asking and paying have a key; declining and withdrawing may be asked again.
    private static UseCase[] Tallies => [
        new("ask for money", "POST /org.teahouse/pay/tallies", async scene => {
            var (payer, _, _, room, key) = await WithRoom(scene);
            return new(() => AskFor(scene, payer, room, key), async made => {
                (await scene.Ask(payer, "GET", $"{TalliesPath}/{made["id"]}")).Good(t => t["state"] == "open");
                Demand(await scene.Count("SELECT count(*) FROM pay_tally WHERE room = @room", ("room", room)) == 1, "It is not asked for once.");
            });
        }),
        new("decline to pay", "POST /org.teahouse/pay/tallies/{tallyId}/decline", async scene => {
            var (payer, _, _, room, key) = await WithRoom(scene);
            var tally = (await AskFor(scene, payer, room, key)).Good()["id"];
            return new(() => scene.Ask(payer, "POST", $"{TalliesPath}/{tally}/decline", new { }), async _ => (await scene.Ask(payer, "GET", $"{TalliesPath}/{tally}")).Good(t => t["state"] == "settled"));
        }),
        new("decline to pay, in the wallet", "POST /pay/v1/tallies/{id}/decline", async scene => {
            var (payer, wallet, _, room, key) = await WithRoom(scene);
            var tally = (await AskFor(scene, payer, room, key)).Good()["id"];
            return new(() => scene.AskWallet(wallet, "POST", $"/tallies/{tally}/decline"), async _ => (await scene.Ask(payer, "GET", $"{TalliesPath}/{tally}")).Good(t => t["state"] == "settled"));
        }),
        new("withdraw what was asked", "POST /org.teahouse/pay/tallies/{tallyId}/withdraw", async scene => {
            var (payer, _, _, room, key) = await WithRoom(scene);
            var tally = (await AskFor(scene, payer, room, key)).Good()["id"];
            return new(() => scene.Ask(scene.Li, "POST", $"{TalliesPath}/{tally}/withdraw", new { }), async _ => (await scene.Ask(payer, "GET", $"{TalliesPath}/{tally}")).Good(t => t["state"] == "withdrawn"));
        }),
        new("pay what somebody asks for", "POST /pay/v1/tallies/{id}/pay", async scene => {
            var (payer, wallet, device, room, key) = await WithRoom(scene);
            var tally = (await AskFor(scene, payer, room, key)).Good()["id"];
            Task<Answer> Pay(object? proof = null) => scene.AskWallet(wallet, "POST", $"/tallies/{tally}/pay", new { proof }, key);
            var asked = await Pay();
            return new(() => Pay(Proved(device, asked)), async _ => {
                Demand(await Has(scene, wallet) == Played - 120, "It did not go once.");
                (await scene.Ask(payer, "GET", $"{TalliesPath}/{tally}")).Good(t => t["state"] == "settled");
            }) {
                AskAgain = async () => await Pay() is { Refusal: "confirmationNeeded" } again ? await Pay(Proved(device, again)) : await Pay(),
            };
        }),
    ];

    // Li asks whoever has money.
    private static Task<Answer> AskFor(Scene scene, Townsperson payer, string room, Guid key) => scene.AskOnce(scene.Li, TalliesPath,
        new { room, amount = new { minor = 120, currency = "CNY" }, parts = new[] { new { who = payer.UserId } } }, key);
}
