using Teahouse.Host.Tests.Guard;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What the app is told of the way to the wallet.</summary>
public sealed class FindWalletTests {
    private const string Find = "/_matrix/client/unstable/org.teahouse/wallet";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_app_is_told_where_the_wallet_stands_and_whether_a_passkey_opens_it(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var (mei, li) = (await house.Register("mei"), await house.Register("li"));
        var found = (await mei.Send("GET", Find)).Is(200).Json;
        Assert.Equal(["has_money", "has_passkey", "url", "verbs"], found.EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal(($"http://pay.localhost:{house.House.Address.Port}/", false), (found.GetProperty("url").GetString(), found.GetProperty("has_passkey").GetBoolean()));

        var wallet = await mei.OpenWallet();
        Assert.False((await mei.Do("GET", Find)).GetProperty("has_passkey").GetBoolean());
        using var phone = mei.PaymentPasskey();
        await wallet.Add(phone);
        Assert.True((await mei.Do("GET", Find)).GetProperty("has_passkey").GetBoolean());
        Assert.False((await li.Do("GET", Find)).GetProperty("has_passkey").GetBoolean());
    }

    [Fact]
    public async Task Only_who_is_signed_in_at_the_apps_address_is_told() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        Assert.Equal((401, "M_MISSING_TOKEN"), await Refusal(house.Nobody));
        Assert.Equal((401, "M_UNKNOWN_TOKEN"), await Refusal(await mei.OpenWallet()));
        Assert.Equal(421, (await mei.Send("GET", Find, null, ("Host", $"pay.localhost:{house.House.Address.Port}"))).Status);
    }

    private static async Task<(int, string?)> Refusal(Caller caller) {
        var heard = await caller.Send("GET", Find);
        return (heard.Status, heard.Code);
    }
}
