namespace Teahouse.Pay.Tests.Ledger;

public sealed class TransferRulesTests {
    private static readonly Transfer Good = Money.Single(1, 1, 2, 100);
    private static readonly Transfer Pending = Money.Hold(1, 2, 100, timeout: 60);

    public static TheoryData<string> Mistakes => [.. Wrong.Keys];

    private static readonly Dictionary<string, (Transfer Transfer, TransferOutcome Outcome)> Wrong = new() {
        ["zero"] = (Good with { Amount = 0 }, TransferOutcome.AmountOutOfRange),
        ["negative"] = (Good with { Amount = -1 }, TransferOutcome.AmountOutOfRange),
        ["larger than can be told"] = (Good with { Amount = PayLimits.MinorMax + 1 }, TransferOutcome.AmountOutOfRange),
        ["the least that there is"] = (Good with { Amount = long.MinValue }, TransferOutcome.AmountOutOfRange),
        ["to oneself"] = (Good with { Credit = 1 }, TransferOutcome.SameAccount),
        ["at once, with a time"] = (Good with { Timeout = 1 }, TransferOutcome.TimeoutOutOfRange),
        ["with a negative time"] = (Pending with { Timeout = -1 }, TransferOutcome.TimeoutOutOfRange),
        ["for ever and ever"] = (Pending with { Timeout = long.MaxValue }, TransferOutcome.TimeoutOutOfRange),
        ["at once, of a pending one"] = (Good with { Pending = Pending.Id }, TransferOutcome.FieldsOfOtherPhase),
        ["posts nothing that is named"] = (Money.Post(Pending) with { Pending = null }, TransferOutcome.FieldsOfOtherPhase),
        ["posts to whom it likes"] = (Money.Post(Pending) with { Credit = 3 }, TransferOutcome.FieldsOfOtherPhase),
        ["posts a negative amount"] = (Money.Post(Pending, -1), TransferOutcome.AmountOutOfRange),
        ["voids a part"] = (Money.Void(Pending) with { Amount = 1 }, TransferOutcome.AmountOutOfRange),
        ["plays the ledger itself"] = (Money.Void(Pending) with { Phase = TransferPhase.Expire }, TransferOutcome.FieldsOfOtherPhase),
        ["of no phase"] = (Good with { Phase = (TransferPhase)9 }, TransferOutcome.FieldsOfOtherPhase),
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_place(string mistake) {
        Assert.Equal((1, Wrong[mistake].Outcome), TransferRules.Mistake([Money.Single(1, 1, 2, 1), Wrong[mistake].Transfer, Good]));
    }

    [Fact]
    public void A_chain_is_neither_empty_nor_endless_and_names_each_transfer_once() {
        Assert.Equal((0, TransferOutcome.ChainLengthWrong), TransferRules.Mistake([]));
        var longest = Enumerable.Range(0, PayLimits.ChainTransfersMax).Select(_ => Money.Single(1, 1, 2, 1)).ToArray();
        Assert.Null(TransferRules.Mistake(longest));
        Assert.Equal((0, TransferOutcome.ChainLengthWrong), TransferRules.Mistake([.. longest, Good]));
        Assert.Equal((1, TransferOutcome.IdTwiceInChain), TransferRules.Mistake([Good, Good]));
    }

    [Fact]
    public void What_is_right_has_no_mistake() =>
        Assert.Null(TransferRules.Mistake([Good with { Amount = PayLimits.MinorMax }, Pending, Pending with { Id = Money.Id(1), Timeout = PayLimits.TimeoutSecondsMax }, Money.Post(Pending, 100), Money.Void(Pending)]));
}
