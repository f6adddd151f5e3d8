namespace Teahouse.Pay.Guarding;

/// <summary>The days that limits, months and statements are counted in: those of the operator's time zone, which the house's clock has.</summary>
internal static class PayDay {
    /// <summary>When today began (milliseconds since 1970).</summary>
    public static long Began(TimeProvider clock) => Began(Today(clock), clock.LocalTimeZone);

    /// <summary>When a day began (milliseconds since 1970). Where its midnight is skipped, it begins as late.</summary>
    public static long Began(DateOnly day, TimeZoneInfo zone) {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUnixTimeMilliseconds();
    }

    /// <summary>The day that it is.</summary>
    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow().ToUnixTimeMilliseconds(), clock.LocalTimeZone);

    /// <summary>The day of a moment (milliseconds since 1970).</summary>
    public static DateOnly Of(long at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone).DateTime);
}
