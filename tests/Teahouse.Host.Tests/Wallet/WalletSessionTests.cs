using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Wallet sessions: seen, ended, and those of tills.</summary>
public sealed class WalletSessionTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task One_sees_ones_sessions_and_ends_one_or_all_on_every_server_at_once(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var (mei, fox) = (await house.Register("mei"), await house.Register("fox"));
        var (one, other, foxs) = (await mei.OpenWallet("one"), await mei.OpenWallet("other"), await fox.OpenWallet("fox"));
        var shown = (await one.Send("GET", "/pay/v1/sessions")).Is(200).Json.EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!);
        Assert.Equal(["one", "other"], shown.Keys.Order());
        Assert.True(shown["one"].GetProperty("isThis").GetBoolean());
        Assert.False(shown["other"].GetProperty("isThis").GetBoolean());
        var id = shown["other"].GetProperty("id").GetString();
        (await foxs.Send("DELETE", $"/pay/v1/sessions/{id}")).Is(404, "notFound");
        Assert.True(await other.IsOpen());
        if (kind == DatabaseKind.PostgreSql) {
            await using var beside = await house.Beside();
            using var http = new HttpClient { BaseAddress = beside.Address };
            Assert.True(await (other with { Http = http }).IsOpen());
            (await one.Send("DELETE", $"/pay/v1/sessions/{id}")).Is(204);
            Assert.False(await (other with { Http = http }).IsOpen());
        } else {
            (await one.Send("DELETE", $"/pay/v1/sessions/{id}")).Is(204);
        }
        Assert.False(await other.IsOpen());
        (await one.Send("DELETE", $"/pay/v1/sessions/{id}")).Is(404, "notFound");
        var third = await mei.OpenWallet();
        (await one.Send("DELETE", "/pay/v1/sessions")).Is(204);
        Assert.False(await one.IsOpen());
        Assert.False(await third.IsOpen());
        Assert.True(await foxs.IsOpen());
    }

    [Fact]
    public async Task A_session_ends_by_itself_and_the_oldest_makes_room() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        var old = await mei.OpenWallet();
        await house.Change("UPDATE pay_session SET expires_at = 1");
        Assert.False(await old.IsOpen());
        var first = await mei.OpenWallet();
        for (var i = 1; i < Pay.PayLimits.SessionsMax; i++) await mei.OpenWallet();
        Assert.True(await first.IsOpen());
        var last = await mei.OpenWallet();
        Assert.False(await first.IsOpen());
        Assert.True(await last.IsOpen());
    }

    [Fact]
    public async Task A_tills_token_opens_nothing_but_itself() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        var wallet = await mei.OpenWallet();
        var given = (await wallet.Send("POST", "/pay/v1/sessions/till", new { name = "stall" })).Is(200);
        Assert.Equal("receive", given.Text("scope"));
        var till = wallet with { Token = given.Text("token") };
        Assert.Equal("stall", (await till.Send("GET", "/pay/v1/session")).Is(200).Text("name"));
        foreach (var (method, path) in new[] { ("GET", "sessions"), ("DELETE", "sessions"), ("DELETE", $"sessions/{given.Text("session")}"), ("POST", "sessions/till"),
            ("GET", "passkeys"), ("POST", "passkeys/add/start"), ("POST", "passkeys/add/finish"), ("POST", "passkeys/x/remove") }) {
            (await till.Send(method, $"/pay/v1/{path}", method == "POST" ? new { } : null)).Is(403, "scopeTooSmall");
        }
        (await till.Send("DELETE", "/pay/v1/session")).Is(204);
        Assert.False(await till.IsOpen());
        Assert.True(await wallet.IsOpen());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_session_that_made_the_first_passkey_opens_a_till_too(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        using var phone = mei.PaymentPasskey();
        var wallet = await mei.OpenWallet();
        var before = wallet with { Token = (await wallet.Send("POST", "/pay/v1/sessions/till", new { })).Is(200).Text("token") };
        await wallet.Add(phone);
        Assert.False(await before.IsOpen());
        var till = (await wallet.Send("POST", "/pay/v1/sessions/till", new { name = "stall" })).Is(200);
        Assert.True(await (wallet with { Token = till.Text("token") }).IsOpen());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_leaves_for_good_is_out_and_who_is_suspended_is_not(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        using var phone = mei.PaymentPasskey();
        var wallet = await mei.OpenWallet();
        await wallet.Add(phone);
        await house.Change("UPDATE people_person SET suspended_at = 1, suspended_reason = 'x'");
        Assert.True(await wallet.IsOpen());
        Assert.True(await (await mei.OpenByPasskey(phone)).IsOpen());
        var li = await house.Register("li");
        var lis = await li.OpenWallet();
        var link = await mei.LinkToken();
        await WalletHouse.Leave(mei);
        Assert.False(await wallet.IsOpen());
        (await mei.TryPasskey(phone)).Is(403, "passkeyRefused");
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token = link })).Is(403, "linkUsedOrExpired");
        Assert.True(await lis.IsOpen());
        foreach (var table in new[] { "pay_session", "pay_wallet" }) Assert.Equal(1, await house.Count($"SELECT count(*) FROM {table}"));
        foreach (var table in new[] { "pay_passkey", "pay_link", "pay_ceremony" }) Assert.Equal(0, await house.Count($"SELECT count(*) FROM {table}"));
    }
}
