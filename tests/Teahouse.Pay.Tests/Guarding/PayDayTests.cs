using CsCheck;
using Teahouse.Pay.Guarding;

namespace Teahouse.Pay.Tests.Guarding;

/// <summary>Where days begin.</summary>
public sealed class PayDayTests {
    [Fact]
    public void A_day_begins_at_its_midnight_also_where_the_clocks_change() {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Assert.Equal(23 * 3_600_000, PayDay.Began(new(2026, 3, 30), berlin) - PayDay.Began(new(2026, 3, 29), berlin));
        Assert.Equal(25 * 3_600_000, PayDay.Began(new(2026, 10, 26), berlin) - PayDay.Began(new(2026, 10, 25), berlin));
    }

    [Fact]
    public void Every_moment_is_in_the_day_that_began_last() =>
        Gen.Select(Gen.OneOf("Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Santiago", "Asia/Beirut", "Etc/UTC"), Gen.Long[1_600_000_000_000, 1_900_000_000_000])
            .Sample(given => {
                var zone = TimeZoneInfo.FindSystemTimeZoneById(given.Item1);
                var day = PayDay.Of(given.Item2, zone);
                Assert.InRange(given.Item2, PayDay.Began(day, zone), PayDay.Began(day.AddDays(1), zone) - 1);
            });
}
