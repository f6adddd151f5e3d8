using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Teahouse.Storage;
using Teahouse.Talk.Sync;
using Teahouse.Talk.Tests.Hosting;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>Where one server is the whole house: a seat is rung for what came after it was taken, and for nothing else but its end.</summary>
public sealed class SeatTests {
    private static readonly PersonId Mei = new(17);
    private static readonly PersonId Li = new(-18);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider clock = new();
    private readonly Inboxes inboxes;

    public SeatTests() => inboxes = new(new InboxesHere(FakeGrains.Make()), FakeGrains.Make(), clock, NullLogger<Inboxes>.Instance);

    [Fact]
    public async Task A_seat_just_taken_waits_and_each_ring_for_its_person_wakes_it() {
        using var mei = await inboxes.Sit(Mei);
        using var li = await inboxes.Sit(Li);
        Assert.False(mei.Rung.IsCompleted);
        inboxes.Ring(Mei);
        Assert.True(mei.Rung.IsCompleted);
        Assert.False(mei.IsOver);
        Assert.False(li.Rung.IsCompleted);
        mei.Listen();
        Assert.False(mei.Rung.IsCompleted);
        inboxes.Ring([Mei, Li]);
        Assert.True(mei.Rung.IsCompleted);
        Assert.True(li.Rung.IsCompleted);
    }

    [Fact]
    public async Task A_second_device_wakes_no_first_one() {
        using var first = await inboxes.Sit(Mei);
        using var second = await inboxes.Sit(Mei);
        Assert.False(first.Rung.IsCompleted);
        Assert.Equal(first.Mark, second.Mark);
        inboxes.Ring(Mei);
        Assert.True(first.Rung.IsCompleted);
        Assert.True(second.Rung.IsCompleted);
        Assert.Equal(first.Mark, second.Mark);
    }

    [Fact]
    public async Task What_was_rung_while_nobody_sat_there_shows_in_the_mark() {
        RingMark? Left(Inboxes.Seat seat) {
            seat.Dispose();
            return seat.Mark;
        }

        var before = Left(await inboxes.Sit(Mei));
        Assert.NotNull(before);
        Assert.Equal(before, Left(await inboxes.Sit(Mei)));
        inboxes.Ring(Mei);
        Assert.NotEqual(before, Left(await inboxes.Sit(Mei)));
    }

    [Theory, InlineData("time"), InlineData("house"), InlineData("client")]
    public async Task Waiting_ends_with_its_time_the_house_or_the_client_and_stays_over(string end) {
        using var house = new CancellationTokenSource();
        using var client = new CancellationTokenSource();
        using var seat = await inboxes.Sit(Mei);
        seat.Stay(Long, house.Token, client.Token);
        clock.Advance(Long / 2);
        Assert.False(seat.IsOver || seat.Rung.IsCompleted);
        if (end == "time") clock.Advance(Long / 2);
        if (end == "house") await house.CancelAsync();
        if (end == "client") await client.CancelAsync();
        Assert.True(seat.IsOver);
        seat.Listen();
        Assert.True(seat.Rung.IsCompleted);
    }
}
