namespace Teahouse.Pay.Guarding;

/// <summary>The day that limits are counted in: the machine's own time zone, which is the operator's.</summary>
internal static class PayDay {
    /// <summary>When today began (milliseconds since 1970).</summary>
    public static long Began(TimeProvider clock) {
        var zone = clock.LocalTimeZone;
        var midnight = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Date;
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUnixTimeMilliseconds();
    }
}
