using Teahouse.Host.Settings;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Under which law the wallet runs: said at first start, and never otherwise.</summary>
public sealed class FixedLawTests {
    private static readonly HouseSettings Nothing = new() {
        DataFolder = "./data", KeyFile = "./keys", Urls = ["http://127.0.0.1:9000"], MetricsUrls = [], TrustedProxies = [], RateLimits = true, Demo = false,
    };

    private static readonly StoredLaw FirstStart = new(IsOpened: false, null, null);

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Fact]
    public void Where_nobody_says_it_the_money_is_play_money() => Assert.Equal(new(Regime.Sandbox), FixedLaw.Decide(Nothing, FirstStart));

    [Fact]
    public void A_house_that_is_older_than_its_regimes_gave_play_money_and_keeps_to_it() {
        var older = new StoredLaw(IsOpened: true, null, null);
        Assert.Equal(new(Regime.Sandbox), FixedLaw.Decide(Nothing, older));
        Assert.Contains("was fixed as 'sandbox'", Refused(Nothing with { Regime = Regime.LicensedPartner }, older), StringComparison.Ordinal);
    }

    [Fact]
    public void Play_money_never_becomes_money() {
        foreach (var (word, was) in WalletLaw.Words) {
            foreach (var (_, said) in WalletLaw.Words) {
                var stored = new StoredLaw(IsOpened: true, word, was == Regime.MutualCredit ? 7 : 0);
                if (said == was) Assert.Equal(was, FixedLaw.Decide(Nothing with { Regime = said }, stored).Regime);
                else Assert.Contains($"--regime was fixed as '{word}'", Refused(Nothing with { Regime = said }, stored), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_credit_limit_is_for_mutual_credit_and_is_published_once() {
        var ring = Nothing with { Regime = Regime.MutualCredit };
        Assert.Equal(WalletLaw.CreditLimitDefault, FixedLaw.Decide(ring, FirstStart).CreditLimit);
        Assert.Equal(50, FixedLaw.Decide(ring with { CreditLimit = 50 }, FirstStart).CreditLimit);
        var stored = new StoredLaw(IsOpened: true, "mutual-credit", 50);
        Assert.Equal(50, FixedLaw.Decide(Nothing, stored).CreditLimit);
        Assert.Contains("--credit-limit was fixed as 50", Refused(Nothing with { CreditLimit = 51 }, stored), StringComparison.Ordinal);
        Assert.Contains("--credit-limit is for --regime mutual-credit", Refused(Nothing with { CreditLimit = 50 }, FirstStart), StringComparison.Ordinal);
    }

    [Fact]
    public void Payees_leave_nothing_to_the_house_unless_it_says_so_and_members_of_a_ring_never() {
        Assert.Equal(0, Nothing.PayeeFee.Points);
        Assert.Equal(Regime.ClosedLoop, FixedLaw.Decide(Nothing with { Regime = Regime.ClosedLoop, PayeeFee = new(60) }, FirstStart).Regime);
        Assert.Contains("--payee-fee is not for --regime mutual-credit", Refused(Nothing with { Regime = Regime.MutualCredit, PayeeFee = new(1) }, FirstStart), StringComparison.Ordinal);
        Assert.Contains("--payee-fee is not for", Refused(Nothing with { PayeeFee = new(1) }, new(IsOpened: true, "mutual-credit", 50)), StringComparison.Ordinal);
        Assert.Equal(Regime.MutualCredit, FixedLaw.Decide(Nothing with { Regime = Regime.MutualCredit, PayeeFee = new(0) }, FirstStart).Regime);
    }

    [Fact]
    public void The_demo_town_has_play_money() =>
        Assert.Contains("--demo is for the sandbox", Refused(Nothing with { Demo = true, Regime = Regime.ClosedLoop }, FirstStart), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_said_at_first_start_is_the_law_of_the_next(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        var ring = Nothing with { Regime = Regime.MutualCredit, CreditLimit = 30 };
        Assert.Equal(new(Regime.MutualCredit, 30), await FixedLaw.Settle(database, ring, stop));
        await Addresses.Settle(database, ring, stop);
        Assert.Equal(new(Regime.MutualCredit, 30), await FixedLaw.Settle(database, Nothing, stop));
        Assert.Equal(new(Regime.MutualCredit, 30), await FixedLaw.Recall(database, Nothing, stop));
    }

    [Fact]
    public void An_account_at_a_bank_is_whole_and_of_a_house_that_has_one() {
        var (partner, said) = (new WalletLaw(Regime.LicensedPartner), Nothing with { BankIban = "DE89370400440532013000", BankName = "Town" });
        Assert.Equal(new("DE89370400440532013000", "Town", null), StoredBank.Said(said, partner));
        Assert.Null(StoredBank.Said(Nothing, partner));
        foreach (var half in new[] { said with { BankName = null }, said with { BankIban = null }, Nothing with { BankBic = "COBADEFFXXX" } }) {
            Assert.Contains("belong together", Assert.Throws<StartRefusedException>(() => StoredBank.Said(half, partner)).Message, StringComparison.Ordinal);
        }
        foreach (var other in new[] { Regime.Sandbox, Regime.MutualCredit }) {
            Assert.Contains("--bank-iban is for", Assert.Throws<StartRefusedException>(() => StoredBank.Said(said, new(other))).Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_account_that_was_said_last_is_the_house_s(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var (partner, stop) = (new WalletLaw(Regime.LicensedPartner), TestContext.Current.CancellationToken);
        var first = Nothing with { BankIban = "DE89370400440532013000", BankName = "Town", BankBic = "COBADEFFXXX" };
        var second = Nothing with { BankIban = "GB29NWBK60161331926819", BankName = "Town" };
        Assert.Null(await StoredBank.Settle(database, Nothing, partner, stop));
        Assert.Equal(new("DE89370400440532013000", "Town", "COBADEFFXXX"), await StoredBank.Settle(database, first, partner, stop));
        Assert.Equal(new("DE89370400440532013000", "Town", "COBADEFFXXX"), await StoredBank.Settle(database, Nothing, partner, stop));
        Assert.Equal(new("GB29NWBK60161331926819", "Town", null), await StoredBank.Settle(database, second, partner, stop));
    }

    private static string Refused(HouseSettings settings, StoredLaw stored) => Assert.Throws<StartRefusedException>(() => FixedLaw.Decide(settings, stored)).Message;
}
