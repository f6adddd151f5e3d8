using Microsoft.Extensions.Time.Testing;
using Teahouse.People.Requests;

namespace Teahouse.People.Tests;

public sealed class RateBucketsTests {
    private static readonly Allowance Three = new(3, 0.5);
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Who_has_used_up_the_burst_waits_for_the_next_one() {
        var buckets = new RateBuckets<string>(clock);
        for (var i = 0; i < 3; i++) Assert.Null(buckets.Take("a", Three));
        Assert.Equal(2, buckets.Take("a", Three)!.Value.TotalSeconds, 3);
        Assert.Null(buckets.Take("b", Three));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(buckets.Take("a", Three));
        Assert.NotNull(buckets.Take("a", Three));
    }

    [Fact]
    public void What_is_given_back_was_never_taken_and_nothing_grows_above_the_burst() {
        var buckets = new RateBuckets<string>(clock);
        for (var i = 0; i < 100; i++) buckets.Hold("a", Three, out _)!();
        for (var i = 0; i < 3; i++) Assert.Null(buckets.Take("a", Three));
        Assert.NotNull(buckets.Take("a", Three));
    }

    [Fact]
    public void A_flood_of_addresses_does_not_free_who_has_used_up_theirs() {
        var buckets = new RateBuckets<int>(clock);
        for (var i = 0; i < 3; i++) buckets.Take(-1, Three);
        for (var i = 0; i < PeopleLimits.RateBucketsMax + 1_000; i++) buckets.Take(i, Three);
        Assert.NotNull(buckets.Take(-1, Three));
    }
}
