using Teahouse.Pay.News;
using Teahouse.Pay.Tests.Ledger;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.News;

/// <summary>Who listens can be asked, and who does no more cannot.</summary>
public sealed class WalletDoorTests {
    private static readonly PersonId Mei = new(17);
    private static readonly WalletNews Something = new("movement", "{}", IsForTills: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phone_that_has_much_to_hear_can_be_asked_all_the_time() {
        await using var test = await TestDatabase.Create(DatabaseKind.Sqlite);
        await using var house = await LedgerHouse.Open(test, LedgerHouse.NewClock());
        await using var seat = await house.Wallets.Sit(Mei, isPhone: true);
        for (var seconds = 0; seconds < 3 * PayLimits.DoorForgottenSeconds; seconds += PayLimits.HelloEverySeconds - 1) {
            Assert.True(await house.Wallets.CanBeAsked(Mei), $"after {seconds} s");
            house.Wallets.Tell(Mei, Something);
            Assert.Equal(Something, await seat.Next(TimeSpan.FromMinutes(1), Stop));
            house.Clock.Advance(TimeSpan.FromSeconds(PayLimits.HelloEverySeconds - 1));
        }
    }

    [Fact]
    public async Task A_phone_whose_server_is_gone_cannot_be_asked_after_a_while() {
        await using var test = await TestDatabase.Create(DatabaseKind.Sqlite);
        await using var house = await LedgerHouse.Open(test, LedgerHouse.NewClock());
        await using var seat = await house.Wallets.Sit(Mei, isPhone: true);
        house.Clock.Advance(TimeSpan.FromSeconds(PayLimits.DoorForgottenSeconds));
        Assert.True(await house.Wallets.CanBeAsked(Mei));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await house.Wallets.CanBeAsked(Mei));
    }
}
