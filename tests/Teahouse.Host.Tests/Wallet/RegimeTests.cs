using System.Text.Json;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Money;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Each verb, done by somebody who may do everything, under each law: it exists where it says so, and nowhere else.</summary>
public sealed class RegimeTests {
    private const long Given = 5_000;

    /// <summary>How each verb is done. A verb that is not here has no test, and fails it.</summary>
    private static readonly Dictionary<Verb, Func<Town, Task<Heard>>> Doing = new() {
        [Verb.PlayMoney] = town => town.Mei.Wallet.Play(Guid.NewGuid(), 100),
        [Verb.Transfer] = town => town.Mei.Pay(Guid.NewGuid(), "wang", 100),
        [Verb.Card] = async town => {
            var key = Guid.NewGuid();
            var asked = await town.Mei.Make(key, town.Room, "transfer", 100, to: "wang");
            return asked.Code == "confirmationNeeded" ? await town.Mei.Make(key, town.Room, "transfer", 100, to: "wang", proof: asked.Proof(town.Mei.Device)) : asked;
        },
        [Verb.Tally] = async town => await town.Wang.Chat.AskFor(Guid.NewGuid(), town.Room, 100, [new { who = "mei" }]) is { Status: 200 } asked
            ? await town.Mei.PayTally(asked.Text("id")) : await town.Mei.PayTally(Guid.NewGuid().ToString()),
        [Verb.Charge] = town => town.Charge(),
        [Verb.Poster] = async town => await town.Mei.PayPoster((await town.Wang.Wallet.MakePoster()).Is(200).Text("id"), 100),
        [Verb.Refund] = town => town.Wang.Wallet.Refund(town.Charged, 40),
        [Verb.MoneyIn] = town => town.Mei.Wallet.WayIn(),
        [Verb.MoneyOut] = town => town.Mei.TakeOut(Guid.NewGuid(), 10, toBank: town.HasBank),
        [Verb.Cash] = town => town.Wang.CashIn(Guid.NewGuid(), "mei", 10),
    };

    public static TheoryData<string> Regimes => [.. WalletLaw.Words.Select(w => w.Word)];

    [Theory, MemberData(nameof(Regimes))]
    public async Task A_verb_exists_where_it_says_so_and_nowhere_else(string word) {
        var law = new WalletLaw(WalletLaw.Words.First(w => w.Word == word).Regime);
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite, regime: word);
        using var town = await Town.In(house, word);
        Assert.Equal(Verb.All.ToHashSet(), Doing.Keys.ToHashSet());
        foreach (var (verb, doing) in Doing) {
            var before = await town.Mei.Wallet.Has();
            var heard = await doing(town);
            if (verb.Exists(law)) Assert.True(heard.Status is 200 or 201, $"{verb.Word} under {word}: {heard.Status} {heard.Body}");
            else Assert.Equal(before, (heard.Is(403, "notInRegime"), await town.Mei.Wallet.Has()).Item2);
        }
        var told = (await house.Nobody.Send("GET", "/pay/v1/house")).Is(200).Json;
        Assert.Equal(word, told.GetProperty("regime").GetString());
        string[] verbs = [.. Doing.Keys.Where(v => v.Exists(law)).Select(v => v.Word)];
        Assert.Equal(verbs, Words(told));
        Assert.Equal(verbs, Words(await town.Mei.Chat.Do("GET", "/_matrix/client/unstable/org.teahouse/wallet")));
        await house.Audit();
    }

    [Fact]
    public async Task What_moves_money_once_says_which_verb_it_is() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var moving = house.House.Routes.Where(r => r.Metadata.OfType<IdempotencyKey.Needed>().Any()).ToList();
        Assert.Equal(Verb.All.ToHashSet(), house.House.Routes.SelectMany(r => r.Metadata.OfType<Verb>()).ToHashSet());
        Assert.Empty(moving.Where(r => !r.Metadata.OfType<Verb>().Any()).Select(r => $"{r.RoutePattern.RawText} moves money and does not say in which regimes: .Is(Verb.…)"));
    }

    [Fact]
    public async Task In_a_closed_loop_only_the_verified_take_money() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite, regime: "closed-loop");
        using var town = await Town.In(house, "closed-loop");
        using var fox = await Payer.With(house, "fox", 0);
        (await fox.Wallet.Charge(town.Phone.Digits(), 100)).Is(403, "payeeNotVerified");
        (await fox.Wallet.MakePoster()).Is(403, "payeeNotVerified");
        Assert.Equal(Given, await town.Mei.Wallet.Has());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task In_mutual_credit_a_member_goes_below_zero_as_far_as_is_published(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: "mutual-credit");
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 0);
        var limit = (await house.Nobody.Send("GET", "/pay/v1/house")).Is(200).Json.GetProperty("creditLimit").GetProperty("minor").GetInt64();
        Assert.Equal(WalletLaw.CreditLimitDefault, limit);
        (await mei.Pay(Guid.NewGuid(), "li", limit + 1)).Is(409, "fundsInsufficient");
        (await mei.Pay(Guid.NewGuid(), "li", limit)).Is(200);
        (await mei.Pay(Guid.NewGuid(), "li", 1)).Is(409, "fundsInsufficient");
        Assert.Equal((-limit, limit), (await mei.Wallet.Has(), await li.Wallet.Has()));
        await house.Audit();
    }

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    private static IEnumerable<string> Words(JsonElement told) => told.GetProperty("verbs").EnumerateArray().Select(v => v.GetString()!);

    /// <summary>A payer with money and a phone, a verified payee, and a room in which both are.</summary>
    private sealed record Town(Payer Mei, CodePhone Phone, Payer Wang, string Room, bool HasBank) : IDisposable {
        public static async Task<Town> In(WalletHouse house, string regime) {
            var (mei, wang) = (await Payer.With(house, "mei", 0), await Payer.With(house, "wang", 0));
            await house.Verify(wang, "Noodles");
            await house.MakeDesk(wang, "100");
            await Fund(house, mei, regime);
            await Fund(house, wang, regime);
            return new(mei, await CodePhone.Of(mei), wang, await mei.Chat.RoomWith(wang.Chat), regime is "closed-loop" or "licensed-partner");
        }

        /// <summary>The charge that was paid.</summary>
        public string Charged { get; private set; } = "";

        public async Task<Heard> Charge() {
            var heard = await Wang.Wallet.Charge(Phone.Digits(), 100);
            Charged = heard.Text("id");
            return heard;
        }

        public void Dispose() {
            Mei.Dispose();
            Phone.Dispose();
            Wang.Dispose();
        }

        // Not every law has play money, nor a bank: a ring's members owe each other.
        private static async Task Fund(WalletHouse house, Payer payer, string regime) {
            if (regime == "sandbox") (await payer.Wallet.Play(Guid.NewGuid(), Given)).Is(200);
            else if (regime != "mutual-credit") await house.PayIn(payer, Given);
        }
    }
}
