using Microsoft.Extensions.DependencyInjection;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Payees;
using Teahouse.People;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>A payer with a phone that shows codes, a payee, and time that passes when a test says so.</summary>
internal static class CodeScene {
    /// <summary>Two people of a test's own, and the payer's phone.</summary>
    /// <param name="house">The house that tests share.</param>
    /// <param name="name">The test's; nobody else's handles end so.</param>
    /// <param name="verified">Whether the operator says who the payee is.</param>
    /// <param name="minor">What the payer has.</param>
    public static async Task<(Payer Mei, CodePhone Phone, Payer Wang)> Scene(this WalletHouse house, string name, bool verified = false, long minor = 10_000) {
        var (mei, wang) = (await Payer.With(house, $"mei-{name}", minor), await Payer.With(house, $"wang-{name}", 0));
        if (verified) await house.Verify(wang, $"Noodles {name}");
        return (mei, await CodePhone.Of(mei), wang);
    }

    /// <summary>The operator says who somebody is.</summary>
    public static async Task Verify(this WalletHouse house, Payer payee, string name) {
        var person = (await house.House.Services.GetRequiredService<PeopleDirectory>().Find(payee.Chat.UserId, TestContext.Current.CancellationToken))!.Value;
        Assert.True(await new PayeeOperator(house.House.Database, TimeProvider.System).Verify(person, name));
    }

    /// <summary>The operator makes a payee a cash desk, with a limit for a day; null ends it.</summary>
    public static async Task MakeDesk(this WalletHouse house, Payer payee, string? limit) {
        var person = (await house.House.Services.GetRequiredService<PeopleDirectory>().Find(payee.Chat.UserId, TestContext.Current.CancellationToken))!.Value;
        Assert.True(await new PayeeOperator(house.House.Database, TimeProvider.System).MakeDesk(person, limit));
    }

    /// <summary>As if what somebody paid by codes was charged so much earlier: nobody waits.</summary>
    public static Task Later(this WalletHouse house, Payer payer, long milliseconds) => house.Change(
        $"""
        UPDATE pay_charge SET at = at - {milliseconds}, until = until - {milliseconds}, goods_at = goods_at - {milliseconds}
        WHERE payer = (SELECT person FROM people_person WHERE handle = '{payer.Chat.UserId[1..payer.Chat.UserId.IndexOf(':', StringComparison.Ordinal)]}')
        """);

    /// <summary>The same for so long that what is held is for good.</summary>
    public static async Task TenMinutesLater(this WalletHouse house, Payer payer) {
        await house.Later(payer, 600_000);
        await house.Settle();
    }

    /// <summary>What happens by the clock happens now.</summary>
    public static Task Settle(this WalletHouse house) => house.House.Settle();

    /// <summary>The same at a house of several.</summary>
    public static Task Settle(this HouseInProcess house) => house.Services.GetRequiredService<SettleCharges>().Look(TestContext.Current.CancellationToken);

    /// <summary>The newest word in a payer's list of attempts.</summary>
    public static async Task<string?> LastWord(this Payer payer) =>
        (await payer.Wallet.Send("GET", "/pay/v1/attempts")).Is(200).Json.GetProperty("attempts")[0].GetProperty("word").GetString();
}
