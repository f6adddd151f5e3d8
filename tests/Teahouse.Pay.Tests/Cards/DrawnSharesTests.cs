using CsCheck;
using Teahouse.Pay.Cards;

namespace Teahouse.Pay.Tests.Cards;

/// <summary>Red packets divide to the last fen, leave nobody without, and favour no place in the line.</summary>
public sealed class DrawnSharesTests {
    private static readonly Gen<(byte[] Seed, long Total, int Count)> Packets =
        from count in Gen.Int[1, PayLimits.PacketSharesMax]
        from total in Gen.Long[count, PayLimits.PacketMinorMax]
        from seed in Gen.Byte.Array[DrawnShares.SeedBytes]
        select (seed, total, count);

    [Fact]
    public void Shares_add_up_and_nobody_is_left_without() => Packets.Sample(p => {
        foreach (var shares in new[] { DrawnShares.Random(p.Seed, p.Total, p.Count), DrawnShares.Equal(p.Total, p.Count) }) {
            Assert.Equal(p.Count, shares.Length);
            Assert.Equal(p.Total, shares.Sum());
            Assert.All(shares, s => Assert.True(s >= 1));
        }
        Assert.InRange(DrawnShares.Equal(p.Total, p.Count).Max() - DrawnShares.Equal(p.Total, p.Count).Min(), 0, 1);
    });

    [Fact]
    public void The_seed_says_it_all() => Packets.Sample(p => Assert.Equal(DrawnShares.Random(p.Seed, p.Total, p.Count), DrawnShares.Random(p.Seed, p.Total, p.Count)));

    // Each place of ten has the largest share as often as any other: of 4,000 packets 400, give or take five standard deviations.
    [Fact]
    public void No_place_in_the_line_is_luckier() {
        var luckiest = new int[10];
        for (var packet = 0; packet < 4_000; packet++) {
            var shares = DrawnShares.Random(BitConverter.GetBytes((long)packet), 2_000, 10);
            luckiest[Array.IndexOf(shares, shares.Max())]++;
        }
        Assert.All(luckiest, times => Assert.InRange(times, 305, 495));
    }

    // Worked out by hand from docs/PROTOCOLS.md, in another language.
    [Fact]
    public void A_packet_is_drawn_as_it_is_written_down() =>
        Assert.Equal([240, 234, 328, 50, 92, 56], DrawnShares.Random([.. Enumerable.Range(0, 32).Select(i => (byte)i)], 1_000, 6));
}
