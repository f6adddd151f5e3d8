using CsCheck;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Fees;

namespace Teahouse.Pay.Tests.Fees;

/// <summary>What a payee leaves to the house: how it is read, how it is rounded, and how it comes back.</summary>
public sealed class PayeeFeeTests {
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.6", 60)]
    [InlineData("0.60", 60)]
    [InlineData("0.01", 1)]
    [InlineData("5", 500)]
    [InlineData("5.00", 500)]
    public void A_percentage_is_read_in_hundredths(string text, long points) => Assert.Equal(points, PayeeFee.Parse(text).Points);

    [Theory]
    [InlineData("0.605", "'0.605' is no percentage. One looks like 0.6, with at most two decimals.")]
    [InlineData("0,6", "is no percentage")]
    [InlineData("0.6%", "is no percentage")]
    [InlineData("-1", "is no percentage")]
    [InlineData("1e0", "is no percentage")]
    [InlineData("", "is no percentage")]
    [InlineData("5.01", "'5.01' is too much: at most 5 percent.")]
    [InlineData("79228162514264337593543950335", "is too much")]
    public void A_mistake_is_named(string text, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => PayeeFee.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(60, 83, 0)]         // 0.498
    [InlineData(60, 84, 1)]         // 0.504
    [InlineData(50, 100, 1)]        // a half goes up
    [InlineData(50, 99, 0)]
    [InlineData(500, 1, 0)]
    [InlineData(500, 10, 1)]
    [InlineData(60, 1_000, 6)]
    [InlineData(500, PayLimits.MinorMax, 450_359_962_737_050)]
    public void It_is_whole_minor_units_and_a_half_goes_up(long points, long minor, long fee) => Assert.Equal(fee, new PayeeFee(points).Of(minor));

    [Fact]
    public void It_is_never_more_than_the_amount_nor_less_for_more() => Gen.Select(Gen.Long[0, PayeeFee.PointsMax], Gen.Long[0, PayLimits.MinorMax - 1]).Sample((points, minor) => {
        var fee = new PayeeFee(points);
        Assert.InRange(fee.Of(minor), 0, minor);
        Assert.InRange(fee.Of(minor + 1) - fee.Of(minor), 0, 1);
    });

    // Each step asks for a part; the ledger does some, others not, and some only end when later ones were claimed.
    [Fact]
    public void However_it_is_given_back_no_more_comes_back_than_was_taken_and_in_the_end_all() =>
        Gen.Select(Gen.Long[0, PayeeFee.PointsMax], Gen.Long[1, 20_000], Gen.Int[0, int.MaxValue]).Sample((points, amount, seed) => {
            var random = new Random(seed);
            var charge = Paid(points, amount);
            var claimed = new List<RefundRow>();
            while (charge.Refunded < amount) {
                var refund = RefundRow.Of(charge, Guid.NewGuid(), random.NextInt64(1, amount - charge.Refunded + 1), 0);
                Assert.InRange(refund.Fee, 0, charge.Fee - charge.FeeBack);
                charge = charge with { Refunded = charge.Refunded + refund.Amount, FeeBack = charge.FeeBack + refund.Fee };
                claimed.Add(refund);
                if (random.Next(3) != 0) continue;
                var failed = claimed[random.Next(claimed.Count)];
                claimed.Remove(failed);
                charge = charge with { Refunded = charge.Refunded - failed.Amount, FeeBack = charge.FeeBack - failed.Fee };
            }
            Assert.Equal((charge.Fee, charge.Fee), (charge.FeeBack, claimed.Sum(r => r.Fee)));
        });

    [Fact]
    public void While_nothing_fails_the_house_has_the_fee_of_what_was_not_given_back() => Gen.Select(Gen.Long[0, PayeeFee.PointsMax], Gen.Long[1, 20_000].Array[1, 8]).Sample((points, parts) => {
        var charge = Paid(points, parts.Sum());
        foreach (var part in parts) {
            charge = charge with { FeeBack = charge.FeeBack + charge.FeeBackWith(part), Refunded = charge.Refunded + part };
            Assert.Equal(new PayeeFee(points).Of(charge.Amount - charge.Refunded), charge.Fee - charge.FeeBack);
        }
    });

    private static ChargeRow Paid(long points, long amount) => new([], 1, "", 1, 2, 3, [], amount, 1, 0, (long)ChargeState.Paid, 0, null, null, null, 0, 0, 0, null, points, 0);
}
