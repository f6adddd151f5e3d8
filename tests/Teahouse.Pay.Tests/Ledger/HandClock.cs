namespace Teahouse.Pay.Tests.Ledger;

/// <summary>
/// Its hands move only when a test moves them. Timers run as ever, and it is long past: a silo that is older than its clock counts as dead.
/// </summary>
internal sealed class HandClock : TimeProvider {
    private DateTimeOffset now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public void Advance(TimeSpan by) => now += by;
}
