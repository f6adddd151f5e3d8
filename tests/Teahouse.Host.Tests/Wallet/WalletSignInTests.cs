using Microsoft.Extensions.DependencyInjection;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>How one comes into a wallet, and how nobody else does.</summary>
public sealed class WalletSignInTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_link_from_the_app_opens_the_wallet_once_and_soon(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        var link = await mei.Do("POST", Wallets.Link, new { auth = mei.Proof });
        Assert.Equal($"http://pay.localhost:{house.House.Address.Port}/#/sign-in/{link.GetProperty("link_token").GetString()}", link.GetProperty("url").GetString());
        var token = link.GetProperty("link_token").GetString();
        var given = (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token, name = "laptop" })).Is(200);
        Assert.Equal("full", given.Text("scope"));
        var shown = (await (mei with { Token = given.Text("token") }).Send("GET", "/pay/v1/session")).Is(200);
        Assert.Equal((given.Text("session"), "laptop", "full"), (shown.Text("id"), shown.Text("name"), shown.Text("scope")));
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token })).Is(403, "linkUsedOrExpired");

        var old = await mei.LinkToken();
        await house.Change("UPDATE pay_link SET expires_at = 1");
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token = old })).Is(403, "linkUsedOrExpired");

        // The next link replaces the one that waits.
        var (first, second) = (await mei.LinkToken(), await mei.LinkToken());
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token = first })).Is(403, "linkUsedOrExpired");
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token = second })).Is(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_who_spend_a_link_at_once_one_comes_in(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        var token = await mei.LinkToken();
        var heard = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token })));
        Assert.Single(heard, h => h.Status == 200);
        Assert.All(heard.Where(h => h.Status != 200), h => h.Is(403, "linkUsedOrExpired"));
        Assert.Equal(1, await house.Count("SELECT count(*) FROM pay_session"));
    }

    [Fact]
    public async Task A_stolen_token_of_the_chat_gets_no_link() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        Assert.Equal(401, (await mei.Send("POST", Wallets.Link, new { })).Status);
        Assert.Equal(401, (await mei.Send("POST", Wallets.Link, new { auth = new { type = "m.login.password", password = "guessed it" } })).Status);
        Assert.Equal(401, (await mei.Send("POST", Wallets.Link, new { auth = (await house.Register("li")).Proof })).Status);
        Assert.Equal(421, (await mei.Send("POST", Wallets.Link, new { auth = mei.Proof }, ("Host", "pay.localhost"))).Status);
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_link"));
    }

    [Fact]
    public async Task The_operators_link_opens_no_wallet_of_somebody_who_has_another_way_in() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        var desk = new PeopleOperator(house.House.Database, house.House.Services.GetRequiredService<House>(), TimeProvider.System);
        var letIn = (await desk.LetIn("mei", TestContext.Current.CancellationToken))!.AbsoluteUri.Split('/')[^1];
        var given = (await house.Nobody.Send("POST", "/people/v1/let-in", new { token = letIn })).Is(200);
        var login = await house.Nobody.Do("POST", "login", new { type = "m.login.token", token = given.Json.GetProperty("loginToken").GetString() });
        var inside = mei with { Token = login.GetProperty("access_token").GetString()! };
        Assert.Equal(401, (await inside.Send("POST", Wallets.Link, new { auth = new { type = "m.login.dummy" } })).Status);
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_link"));
        (await inside.Send("POST", Wallets.Link, new { auth = mei.Proof })).Is(200);
        // Who has nothing else comes in by it.
        await house.Change("UPDATE people_person SET password = NULL");
        (await inside.Send("POST", Wallets.Link, new { auth = new { type = "m.login.dummy" } })).Is(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task From_the_first_payment_passkey_on_nothing_else_signs_in(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        var waiting = await mei.LinkToken();
        var thief = await mei.OpenWallet();
        var wallet = await mei.OpenWallet();
        using var phone = mei.PaymentPasskey();
        await wallet.Add(phone);
        Assert.True(await wallet.IsOpen());
        Assert.False(await thief.IsOpen());
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token = waiting })).Is(403, "linkUsedOrExpired");
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/link", new { token = await mei.LinkToken() })).Is(403, "paymentPasskeyNeeded");
        Assert.True(await (await mei.OpenByPasskey(phone)).IsOpen());
    }

    [Fact]
    public async Task A_passkey_of_another_host_page_or_device_is_refused() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        using var phone = mei.PaymentPasskey();
        await (await mei.OpenWallet()).Add(phone);
        (await mei.TryPasskey(phone)).Is(200);
        var own = phone.Origin;
        foreach (var origin in new[] { house.House.Address.GetLeftPart(UriPartial.Authority), "http://pay.localhost", "https://pay.localhost:1", "http://evil.example", own + ".evil.example", "null" }) {
            phone.Origin = origin;
            (await mei.TryPasskey(phone)).Is(403, "passkeyRefused");
        }
        phone.Origin = own;
        phone.Host = "localhost";
        (await mei.TryPasskey(phone)).Is(403, "passkeyRefused");
        phone.Host = "pay.localhost";
        phone.CrossOrigin = true;
        (await mei.TryPasskey(phone)).Is(403, "passkeyRefused");
        phone.CrossOrigin = false;
        phone.Verifies = false;
        (await mei.TryPasskey(phone)).Is(403, "passkeyRefused");
        phone.Verifies = true;
        (await mei.TryPasskey(phone)).Is(200);
    }

    [Fact]
    public async Task The_chats_passkey_opens_no_wallet_and_the_wallets_no_chat() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        using var chats = new Authenticator { Origin = house.House.Address.GetLeftPart(UriPartial.Authority) };
        var start = (await mei.Send("POST", "/people/v1/passkeys/add/start", new { auth = mei.Proof })).Is(200);
        (await mei.Send("POST", "/people/v1/passkeys/add/finish", new { ceremony = start.Text("ceremony"), credential = chats.Create(start.Json.GetProperty("options")), name = "chat" })).Is(200);
        using var phone = mei.PaymentPasskey();
        await (await mei.OpenWallet()).Add(phone);
        (await mei.TryPasskey(chats)).Is(403, "passkeyRefused");
        (chats.Host, chats.Origin) = (phone.Host, phone.Origin);
        (await mei.TryPasskey(chats)).Is(403, "passkeyRefused");
        foreach (var (host, origin) in new[] { ("pay.localhost", phone.Origin), ("localhost", house.House.Address.GetLeftPart(UriPartial.Authority)) }) {
            (phone.Host, phone.Origin) = (host, origin);
            var asked = (await house.Nobody.Send("POST", "/people/v1/passkeys/sign-in/start", new { })).Is(200);
            Assert.Equal("localhost", asked.Json.GetProperty("options").GetProperty("rpId").GetString());
            (await house.Nobody.Send("POST", "/people/v1/passkeys/sign-in/finish", new { ceremony = asked.Text("ceremony"), credential = phone.Get(asked.Json.GetProperty("options")) }))
                .Is(403, "passkeyRefused");
        }
    }

    [Fact]
    public async Task A_ceremony_is_answered_once_and_for_what_it_was_asked() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        using var phone = mei.PaymentPasskey();
        var wallet = await mei.OpenWallet();
        await wallet.Add(phone);
        var start = (await house.Nobody.Send("POST", "/pay/v1/sign-in/passkey/start", new { })).Is(200);
        Assert.Equal("pay.localhost", start.Json.GetProperty("options").GetProperty("rpId").GetString());
        var answer = new { ceremony = start.Text("ceremony"), credential = phone.Get(start.Json.GetProperty("options")) };
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/passkey/finish", answer)).Is(200);
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/passkey/finish", answer)).Is(400, "ceremonyExpired");
        var asked = (await wallet.StartAdding()).Is(403, "confirmationNeeded");
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/passkey/finish", asked.Proof(phone))).Is(400, "ceremonyExpired");
        var late = (await house.Nobody.Send("POST", "/pay/v1/sign-in/passkey/start", new { })).Is(200);
        await house.Change("UPDATE pay_ceremony SET expires_at = 1");
        (await house.Nobody.Send("POST", "/pay/v1/sign-in/passkey/finish", late.Proof(phone))).Is(400, "ceremonyExpired");
    }
}
