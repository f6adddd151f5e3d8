using CsCheck;
using Teahouse.Pay.Charges;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Charges;

/// <summary>What goes without a finger, whatever stands: held against the rules said once more, another way round.</summary>
public sealed class ChargeDecisionTests {
    private static readonly Gen<(long Amount, CodeSource Source, Standing Standing)> Any =
        from amount in Gen.OneOf(Gen.Long[1, 300], Gen.Long[9_900, 10_100], Gen.Long[19_900, 20_100], Gen.Long[1, 9_007_199_254_740_991])
        from source in Gen.Enum<CodeSource>()
        from frozen in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        from limits in Gen.Select(OneOf(0, 100, 20_000, 100_000), OneOf(0, 100, 100_000, 500_000))
        from spent in Gen.Select(Gen.OneOf(Gen.Const(0L), Gen.Long[0, 500_000]), Gen.OneOf(Gen.Const(0L), Gen.Long[0, 10_000]))
        from debit in Gen.OneOf(Gen.Const((long?)null), Gen.Long[0, 200_000].Select(s => (long?)s))
        from people in Gen.Select(Gen.Bool, Gen.Bool, Gen.Long[0, 4])
        select (amount, source, new Standing(frozen, limits.Item1, limits.Item2, spent.Item1, spent.Item2, debit, people.Item1, people.Item2, people.Item3));

    private static Gen<long> OneOf(params long[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void Money_goes_without_a_finger_only_where_every_rule_allows_it() => Any.Sample((amount, source, standing) => {
        var decision = ChargeDecision.Of(amount, source, standing);
        var isSmall = amount <= standing.PaymentLimit && standing.SpentToday + amount <= standing.DayLimit;
        var isSoon = standing.SinceDebit < 180_000;
        var isTrusted = standing.IsKnown && source != CodeSource.Picture;
        var isLooked = source != CodeSource.Picture || amount <= 10_000;
        var mayGo = !standing.IsFrozen && isSmall && !isSoon && isLooked;
        Assert.Equal(mayGo && isTrusted, decision is ChargeDecision.AtOnce);
        Assert.Equal(mayGo && !isTrusted && !standing.IsOnline && standing.OfflineToday + amount <= 10_000, decision is ChargeDecision.Hold);
        Assert.Equal(!standing.IsFrozen && isLooked && !(mayGo && isTrusted) && standing.IsOnline && standing.Waiting < 3, decision is ChargeDecision.Ask);
        if (decision is ChargeDecision.Refuse(var word)) Assert.Equal(standing.IsFrozen, word == AttemptWord.Frozen);
        if (decision is ChargeDecision.Ask(var why)) {
            Assert.Equal(!isSmall, why is AskedWhy.AboveLimit or AskedWhy.NewAboveLimit);
            Assert.Equal(isSmall && isSoon, why is AskedWhy.SoonAfter or AskedWhy.NewSoonAfter);
            // Whoever the payer does not know is new whatever else is asked about.
            Assert.Equal(!standing.IsKnown && source != CodeSource.Picture, why is AskedWhy.New or AskedWhy.NewAboveLimit or AskedWhy.NewSoonAfter);
            Assert.Equal(isSmall && !isSoon && source == CodeSource.Picture, why == AskedWhy.Picture);
        }
    }, iter: Stories.Count(20_000));

    [Fact]
    public void A_phone_that_is_online_loosens_nothing_and_a_lower_limit_neither() => Any.Sample((amount, source, standing) => {
        var offline = ChargeDecision.Of(amount, source, standing with { IsOnline = false });
        var online = ChargeDecision.Of(amount, source, standing with { IsOnline = true });
        Assert.Equal(offline is ChargeDecision.AtOnce, online is ChargeDecision.AtOnce);
        Assert.IsNotType<ChargeDecision.Hold>(online);
        Assert.IsNotType<ChargeDecision.Ask>(offline);
        var lower = ChargeDecision.Of(amount, source, standing with { PaymentLimit = standing.PaymentLimit / 2, DayLimit = standing.DayLimit / 2 });
        if (lower is ChargeDecision.AtOnce or ChargeDecision.Hold) Assert.Equal(lower.GetType(), ChargeDecision.Of(amount, source, standing).GetType());
    }, iter: Stories.Count(5_000));
}
