using System.Net;
using Teahouse.Host.Tests.Wallet;
using Teahouse.Pay.Bank;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    // The scenes are of one house, in the sandbox; what files do to rows and ledger is the same under every law.
    private static UseCase[] Bank => [
        new("take money out", "POST /pay/v1/money-out", async scene => {
            var (wallet, device) = await WithPasskey(scene);
            (await Play(scene, wallet, Guid.NewGuid())).Good();
            var key = Guid.NewGuid();
            Task<Answer> TakeOut(object? proof = null) => scene.AskWallet(wallet, "POST", "/money-out", new { amount = new { minor = 120, currency = "CNY" }, proof }, key);
            var asked = await TakeOut();
            return new(() => TakeOut(Proved(device, asked)), async _ => Demand(await Has(scene, wallet) == Played - 120, "It did not go once.")) {
                AskAgain = async () => await TakeOut() is { Refusal: "confirmationNeeded" } again ? await TakeOut(Proved(device, again)) : await TakeOut(),
            };
        }),
        new("take back what waits for the bank", "POST /pay/v1/money-out/{id}/cancel", async scene => {
            var (wallet, id) = await Waiting(scene);
            return new(() => scene.AskWallet(wallet, "POST", $"/money-out/{id}/cancel", new { }), async _ => Demand(await Has(scene, wallet) == Played, "It did not come back once."));
        }),
        // A sandbox says that it has no bank, and writes nothing.
        new("ask how to pay in", "POST /pay/v1/money-in", async scene => {
            var wallet = await Opened(scene);
            return new(async () => await scene.AskWallet(wallet, "POST", "/money-in", new { }) is { Refusal: "notInRegime" } ? new(HttpStatusCode.OK, "{}") : throw new InvalidOperationException("A sandbox has a bank."), _ => Task.CompletedTask);
        }) { WritesNothing = true },
        new("read a statement", "money read", async scene => {
            var (wallet, person, reference) = await Referred(scene);
            var day = TownBank.Statement(TownBank.Entry(scene.Name("R"), 300, words: reference), TownBank.Entry(scene.Name("U"), 5, words: "?"));
            return new(() => Scene.Command(async () => (await scene.Bank.Read(new MemoryStream(day), Scene.Stop)).Refusal), async _ => {
                await Scene.Soon(async () => await Has(scene, wallet) == 300);
                Demand(await scene.Count("SELECT count(*) FROM pay_bank_entry WHERE person = @person", ("person", person)) == 1, "It is not there once.");
            });
        }),
        new("write a file for the bank", "money write", async scene => {
            var (_, id) = await Waiting(scene);
            return new(() => Scene.Command(async () => (await scene.Bank.Write(Scene.Stop)).Refusal), async _ =>
                Demand(await scene.Count("SELECT count(*) FROM pay_payout p JOIN pay_batch b ON b.number = p.batch WHERE p.id = @id AND p.state = 3", ("id", id)) == 1, "It stands in no file, or in two."));
        }),
        new("reject what went to the bank", "money reject", async scene => {
            var (wallet, id) = await Waiting(scene);
            return new(() => Scene.Command(() => scene.Bank.Reject(id, "No such account.", Scene.Stop)), async _ => await Scene.Soon(async () => await Has(scene, wallet) == Played));
        }),
        new("say whose a payment in is", "money assign", async scene => {
            var (wallet, person, _) = await Referred(scene);
            var entry = await NotUnderstood(scene);
            return new(() => Scene.Command(() => scene.Bank.Assign(entry, new(person), "Hers.", Scene.Stop)), async _ => await Scene.Soon(async () => await Has(scene, wallet) == 5));
        }),
        new("say that an entry is dealt with", "money dismiss", async scene => {
            var entry = await NotUnderstood(scene);
            return new(() => Scene.Command(() => scene.Bank.Dismiss(entry, "A fee.", Scene.Stop)), async _ =>
                Demand(await scene.Count("SELECT count(*) FROM pay_bank_entry WHERE id = @id AND state = 13", ("id", entry)) == 1, "It still waits."));
        }),
    ];

    // As a house with a bank has it: what went to the bank that is none begins once more, to an account.
    private static async Task<(string Wallet, string Id)> Waiting(Scene scene) {
        var newcomer = await scene.Newcomer();
        var (wallet, person) = ((await Spend(scene, await Linked(scene, newcomer))).Good()["token"], await PersonOf(scene, newcomer));
        (await Play(scene, wallet, Guid.NewGuid())).Good();
        var id = scene.Name("PAYOUT");
        await scene.Change(
            """
            INSERT INTO pay_payout (id, person, key, amount, iban, name, taken, ended, back, at, state, confirmed)
            VALUES (@id, @person, @key, 120, 'GB29NWBK60161331926819', 'Mei', @taken, @ended, @back, 1, 1, 0)
            """,
            ("id", id), ("person", person.Value), ("key", Guid.NewGuid().ToByteArray()), ("taken", Guid.NewGuid().ToByteArray()), ("ended", Guid.NewGuid().ToByteArray()), ("back", Guid.NewGuid().ToByteArray()));
        await Scene.Soon(async () => await scene.Count("SELECT count(*) FROM pay_payout WHERE id = @id AND state = 2", ("id", id)) == 1);
        return (wallet, id);
    }

    private static async Task<(string Wallet, long Person, string Reference)> Referred(Scene scene) {
        var newcomer = await scene.Newcomer();
        var (wallet, person, reference) = ((await Spend(scene, await Linked(scene, newcomer))).Good()["token"], await PersonOf(scene, newcomer), PayInReference.New());
        await scene.Change("INSERT INTO pay_reference (reference, person, at) VALUES (@reference, @person, 1)", ("reference", reference), ("person", person.Value));
        return (wallet, person.Value, reference);
    }

    private static async Task<string> NotUnderstood(Scene scene) {
        var name = scene.Name("N");
        await scene.Bank.Read(new MemoryStream(TownBank.Statement(TownBank.Entry(name, 5, words: name))), Scene.Stop);
        return (await scene.Bank.List(Scene.Stop)).Single(l => l.EndsWith($"| {name}", StringComparison.Ordinal)).Split("  ")[1];
    }
}
