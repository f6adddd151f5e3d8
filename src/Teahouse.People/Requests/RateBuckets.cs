namespace Teahouse.People.Requests;

/// <summary>Token buckets of one kind, one per key. Their number is bounded: when there are too many, the fullest go, which lose nobody anything.</summary>
internal sealed class RateBuckets<TKey>(TimeProvider clock) where TKey : notnull {
    private readonly Dictionary<TKey, Bucket> buckets = [];   // under gate
    private readonly Lock gate = new();

    /// <summary>Takes one, or says how long to wait for it.</summary>
    public TimeSpan? Take(TKey key, Allowance allowance) {
        lock (gate) {
            var now = clock.GetTimestamp();
            var left = Left(key, allowance, now);
            if (left < 1) return TimeSpan.FromSeconds((1 - left) / allowance.PerSecond);
            if (buckets.Count >= PeopleLimits.RateBucketsMax) MakeRoom(now);
            buckets[key] = new Bucket(left - 1, now, allowance);
            return null;
        }
    }

    /// <summary>Takes one for what may turn out not to count.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="allowance">How many there are.</param>
    /// <param name="wait">How long to wait where there is none.</param>
    /// <returns>Gives it back; null where there is none.</returns>
    public Action? Hold(TKey key, Allowance allowance, out TimeSpan wait) {
        var mustWait = Take(key, allowance);
        wait = mustWait ?? TimeSpan.Zero;
        return mustWait is null ? () => GiveBack(key, allowance) : null;
    }

    private void GiveBack(TKey key, Allowance allowance) {
        lock (gate) {
            var now = clock.GetTimestamp();
            var left = Left(key, allowance, now) + 1;
            if (left >= allowance.Burst) buckets.Remove(key);
            else buckets[key] = new Bucket(left, now, allowance);
        }
    }

    private double Left(TKey key, Allowance allowance, long now) => buckets.TryGetValue(key, out var bucket) ? Left(bucket, now) : allowance.Burst;

    private double Left(Bucket bucket, long now) =>
        Math.Min(bucket.Of.Burst, bucket.Left + (clock.GetElapsedTime(bucket.At, now).TotalSeconds * bucket.Of.PerSecond));

    private void MakeRoom(long now) {
        var fullest = buckets.OrderByDescending(b => Left(b.Value, now) / b.Value.Of.Burst).Take(PeopleLimits.RateBucketsMax / 4).Select(b => b.Key).ToList();
        foreach (var key in fullest) buckets.Remove(key);
    }

    private readonly record struct Bucket(double Left, long At, Allowance Of);
}
