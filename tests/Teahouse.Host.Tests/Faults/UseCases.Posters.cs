namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    /// <summary>What payees leave to the house here.</summary>
    public const string FeePercent = "5";

    // Of the 120 that are paid.
    private const long Fee = 6;

    // What is made or paid has a key; withdrawing and reading may be asked again.
    private static UseCase[] Posters => [
        new("make a poster", "POST /pay/v1/posters", async scene => {
            var (wallet, key) = (await Opened(scene), Guid.NewGuid());
            return new(() => MakePoster(scene, wallet, key), async made => {
                var all = (await scene.AskWallet(wallet, "GET", "/posters")).Good().Json.GetProperty("posters");
                Demand(all.GetArrayLength() == 1 && all[0].GetProperty("id").GetString() == made["id"], "There is not one poster.");
            });
        }),
        new("withdraw a poster", "DELETE /pay/v1/posters/{id}", async scene => {
            var wallet = await Opened(scene);
            var poster = (await MakePoster(scene, wallet, Guid.NewGuid())).Good()["id"];
            return new(() => scene.AskWallet(wallet, "DELETE", $"/posters/{poster}"), async _ =>
                Demand((await scene.AskWallet(wallet, "GET", "/posters")).Good().Json.GetProperty("posters")[0].GetProperty("state").GetString() == "withdrawn", "It is not withdrawn."));
        }),
        new("read a poster", "POST /pay/v1/posters/read", async scene => {
            var (wallet, poster) = (await Opened(scene), (await MakePoster(scene, await Payee(scene), Guid.NewGuid())).Good());
            return new(() => scene.AskWallet(wallet, "POST", "/posters/read", new { text = poster["code"] }), read => {
                Demand(read["poster"] == poster["id"], "It is another one.");
                return Task.CompletedTask;
            });
        }) { WritesNothing = true },
        new("pay a poster", "POST /pay/v1/posters/{id}/pay", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            (await Play(scene, wallet, Guid.NewGuid())).Good();
            var (payee, key) = (await Payee(scene), Guid.NewGuid());
            var poster = (await MakePoster(scene, payee, Guid.NewGuid(), minor: 120)).Good()["id"];
            Task<Answer> Pay(object? proof = null) =>
                scene.AskWallet(wallet, "POST", $"/posters/{poster}/pay", new { amount = new { minor = 120, currency = "CNY" }, proof }, key);
            var asked = await Pay();
            return new(() => Pay(Proved(device, asked)), async _ => {
                Demand(await Has(scene, wallet) == Played - 120, "It did not go once.");
                Demand(await Has(scene, payee) == 120 - Fee, "It did not come once, or the fee did not go once.");
                Demand((await scene.AskWallet(payee, "GET", "/posters")).Good().Json.GetProperty("posters")[0].GetProperty("state").GetString() == "paid", "It does not count as paid.");
            }) {
                AskAgain = async () => await Pay() is { Refusal: "confirmationNeeded" } again ? await Pay(Proved(device, again)) : await Pay(),
            };
        }),
    ];

    private static async Task<string> Payee(Scene scene) => (await Spend(scene, await Linked(scene, await scene.Newcomer("payee")))).Good()["token"];

    private static Task<Answer> MakePoster(Scene scene, string wallet, Guid key, long? minor = null) =>
        scene.AskWallet(wallet, "POST", "/posters", new { label = "Stall 3", amount = minor is null ? null : new { minor, currency = "CNY" } }, key);
}
