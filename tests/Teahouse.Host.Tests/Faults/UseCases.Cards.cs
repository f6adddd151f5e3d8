using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private const string CardsPath = "/_matrix/client/unstable/org.teahouse/pay/cards/";

    // What is put on a card has a key, and what is taken from it is taken once.
    private static UseCase[] Cards => [
        new("put money on a card", "POST /pay/v1/cards", async scene => {
            var (sender, wallet, device, room, key) = await WithRoom(scene);
            var asked = await Packet(scene, wallet, room, key);
            return new(() => Packet(scene, wallet, room, key, Proved(device, asked)), async made => {
                Demand(await Has(scene, wallet) == Played - 120, "It did not go once.");
                (await scene.Ask(sender, "GET", CardsPath + made["card"])).Good(c => c["state"] == "open");
            }) {
                AskAgain = async () => await Packet(scene, wallet, room, key) is { Refusal: "confirmationNeeded" } again
                    ? await Packet(scene, wallet, room, key, Proved(device, again)) : await Packet(scene, wallet, room, key),
            };
        }),
        new("take from a card", "POST /org.teahouse/pay/cards/{cardId}/take", async scene => {
            var (card, room) = await WithCard(scene);
            return new(() => scene.Ask(scene.Li, "POST", $"{CardsPath}{card}/take", new { }), async taken => {
                Demand(taken.Json.GetProperty("mine").GetProperty("minor").GetInt64() == 60, "It is not a share.");
                const string Paid = "SELECT count(*) FROM pay_transfer t JOIN pay_card_part p ON p.transfer = t.id JOIN pay_card c ON c.id = p.card WHERE c.room = @room AND t.outcome = 0";
                Demand(await scene.Count(Paid, ("room", room)) == 1, "It is not paid once.");
            });
        }),
        new("decline what a card has", "POST /org.teahouse/pay/cards/{cardId}/decline", async scene => {
            var (sender, wallet, device, room, key) = await WithRoom(scene);
            var asked = await Given(scene, wallet, room, key);
            var card = (await Given(scene, wallet, room, key, Proved(device, asked))).Good()["card"];
            return new(() => scene.Ask(scene.Li, "POST", $"{CardsPath}{card}/decline", new { }), async _ => {
                (await scene.Ask(sender, "GET", CardsPath + card)).Good(c => c["state"] == "declined");
                Demand(await Has(scene, wallet) == Played, "It did not come back once.");
            });
        }),
    ];

    private static Task<Answer> Packet(Scene scene, string wallet, string room, Guid key, object? proof = null) =>
        scene.AskWallet(wallet, "POST", "/cards", new { room, kind = "equalPacket", amount = new { minor = 120, currency = "CNY" }, shares = 2, proof }, key);

    private static Task<Answer> Given(Scene scene, string wallet, string room, Guid key, object? proof = null) =>
        scene.AskWallet(wallet, "POST", "/cards", new { room, kind = "transfer", amount = new { minor = 120, currency = "CNY" }, to = scene.Li.UserId, proof }, key);

    private static async Task<(string Card, string Room)> WithCard(Scene scene) {
        var (_, wallet, device, room, key) = await WithRoom(scene);
        var asked = await Packet(scene, wallet, room, key);
        return ((await Packet(scene, wallet, room, key, Proved(device, asked))).Good()["card"], room);
    }

    // A room of somebody with money, and of Li.
    private static async Task<(Townsperson Sender, string Wallet, Authenticator Device, string Room, Guid Key)> WithRoom(Scene scene) {
        var sender = await scene.Newcomer("sender");
        var wallet = (await Spend(scene, await Linked(scene, sender))).Good()["token"];
        var device = scene.PaymentPasskey();
        (await FinishPayment(scene, wallet, device, await StartPayment(scene, wallet))).Good();
        (await Play(scene, wallet, Guid.NewGuid())).Good();
        var room = await scene.RoomOf(sender, scene.Li.UserId);
        await scene.Join(scene.Li, room);
        return (sender, wallet, device, room, Guid.NewGuid());
    }
}
