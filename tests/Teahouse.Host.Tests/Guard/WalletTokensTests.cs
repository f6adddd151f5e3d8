using Teahouse.Host.Tests.Wallet;
using Teahouse.People;

namespace Teahouse.Host.Tests.Guard;

/// <summary>Two sites that know nothing of each other's tokens: every route of the running server is tried with the other's.</summary>
public sealed class WalletTokensTests(GuardedHouse guarded) : IClassFixture<GuardedHouse> {
    [Fact]
    public async Task A_token_of_the_chat_opens_no_route_of_the_wallet_on_either_host() {
        var doors = guarded.Doors.Where(d => d.IsWallets && d.Access != Access.Anybody).ToList();
        Assert.NotEmpty(doors);
        foreach (var door in doors) {
            var body = door.Method == "GET" ? null : "{}";
            (await guarded.Mei.Send(door, door.PathAt(guarded.Belongings), body)).Is(401, "tokenUnknown");
            (await Caller.Nobody(guarded.Http).Send(door, door.PathAt(guarded.Belongings), body)).Is(401, "tokenMissing");
            (await Caller.Nobody(guarded.Http).Send(door, $"{door.PathAt(guarded.Belongings)}?access_token={guarded.Mei.Token}", body)).Is(401, "tokenMissing");
            (await guarded.Mei.Send(door.Method, door.PathAt(guarded.Belongings), body, ("Host", guarded.Http.BaseAddress!.Authority))).Is(421, "misdirected");
        }
    }

    [Fact]
    public async Task A_wallets_token_opens_no_route_of_the_app_and_no_route_of_the_app_is_at_the_wallets_host() {
        var wallet = await guarded.Mei.OpenWallet();
        Assert.True(await wallet.IsOpen());
        foreach (var door in guarded.Doors.Where(d => !d.IsWallets)) {
            var body = door.Method == "GET" ? null : "{}";
            if (door.Access != Access.Anybody) {
                var heard = await wallet.Send(door, door.At(guarded.Belongings), body);
                Assert.True(heard.Status == 401 && (!door.IsMatrix || heard.Code == "M_UNKNOWN_TOKEN"), $"{door}: {heard.Status} {heard.Body}");
            }
            var there = await guarded.Mei.Send(door.Method, door.At(guarded.Belongings), body, ("Host", $"pay.localhost:{guarded.Http.BaseAddress!.Port}"));
            var isAtBoth = door.Pattern == "/health" || door.Pattern.StartsWith("/docs/errors/", StringComparison.Ordinal);
            Assert.True(isAtBoth || there.Status == 421, $"{door}: {there.Status} {there.Body}");
        }
        Assert.True(await wallet.IsOpen());
    }
}
