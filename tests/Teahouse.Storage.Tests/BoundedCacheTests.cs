namespace Teahouse.Storage.Tests;

/// <summary>What is remembered has an end.</summary>
public sealed class BoundedCacheTests {
    [Fact]
    public void It_holds_no_more_than_it_may_and_replaces_what_it_has() {
        var cache = new BoundedCache<int, int>(3);
        for (var i = 0; i < 3; i++) cache.Keep(i, i);
        for (var i = 0; i < 100; i++) cache.Keep(i % 3, i);
        Assert.True(cache.TryGet(0, out var newest));
        Assert.Equal(99, newest);
        cache.Keep(3, 3);
        Assert.DoesNotContain(Enumerable.Range(0, 4), i => cache.TryGet(i, out _));
        cache.Keep(4, 4);
        Assert.True(cache.TryGet(4, out _));
    }
}
