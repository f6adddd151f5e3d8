using System.Security.Cryptography;
using Teahouse.Host.Tests.Guard;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Nothing goes out of a frozen wallet, whoever holds the phone.</summary>
public abstract class FreezeTests(SharedHouse shared) {
    private WalletHouse House => shared.Wallets;

    [Fact]
    public async Task A_frozen_wallet_gives_nothing_and_takes_back_what_is_held_until_a_finger_thaws_it() {
        var (mei, phone, wang) = await House.Scene("frozen", minor: 30_000);
        using (mei) using (phone) using (wang) {
            using var fox = await Payer.With(House, "fox-frozen", 0);
            var held = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            await using var open = await OpenStream.Of(mei.Wallet);
            var asked = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(202).Text("id");
            (await mei.Wallet.Play(Guid.NewGuid(), 50, "EUR")).Is(200);
            Assert.True((await mei.Wallet.Send("POST", "/pay/v1/freeze")).Is(200).Json.GetProperty("frozen").GetBoolean());
            Assert.True((await open.Next("wallet")).GetProperty("frozen").GetBoolean());
            Assert.Equal("undone", (await wang.Wallet.Send("GET", $"/pay/v1/charges/{held}")).Is(200).Text("state"));
            Assert.Equal("refused", (await wang.Wallet.Send("GET", $"/pay/v1/charges/{asked}")).Is(200).Text("state"));
            Assert.Equal("wallet_frozen", await mei.LastWord());
            (await wang.Wallet.Charge(phone.Qr(), 1)).Is(409, "codeRefused");
            (await mei.Pay(Guid.NewGuid(), "fox-frozen", 1)).Is(409, "walletFrozen");
            (await mei.Pay(Guid.NewGuid(), "fox-frozen", 1, "EUR")).Is(409, "walletFrozen");
            // What comes in comes in, also in a currency that was never there; nothing of it goes out.
            (await mei.Wallet.Play(Guid.NewGuid(), 5, "USD")).Is(200);
            (await mei.Pay(Guid.NewGuid(), "fox-frozen", 1, "USD")).Is(409, "walletFrozen");
            (await mei.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);

            var thaw = (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { })).Is(403, "confirmationNeeded");
            (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = thaw.Proof(fox.Device) })).Is(403, "passkeyRefused");
            thaw = await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { });
            Assert.False((await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = thaw.Proof(mei.Device) })).Is(200).Json.GetProperty("frozen").GetBoolean());
            (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { })).Is(409, "notFrozen");
            (await mei.Pay(Guid.NewGuid(), "fox-frozen", 1, "USD")).Is(200);
            (await mei.Pay(Guid.NewGuid(), "fox-frozen", 1)).Is(200);
            Assert.Equal(29_999, await mei.Wallet.Has());
        }
    }

    [Fact]
    public async Task A_code_on_paper_freezes_from_any_browser_and_a_lost_passkey_thaws_nothing() {
        using var mei = await Payer.With(House, "mei-paper", 1_000);
        var nobody = House.Nobody;
        async Task<Heard> Code() {
            var asked = await mei.Wallet.Send("POST", "/pay/v1/freeze-code", new { });
            return await mei.Wallet.Send("POST", "/pay/v1/freeze-code", new { proof = asked.Proof(mei.Device) });
        }
        var old = (await Code()).Is(200).Text("code");
        var code = (await Code()).Is(200).Text("code");
        foreach (var (userId, tried) in new[] { (mei.Chat.UserId, old), (mei.Chat.UserId, ""), (mei.Chat.UserId, "\0"), (mei.Chat.UserId, new string('A', 5_000)), ("@nobody-paper:localhost", code), ("mei", code), ("", code) }) {
            (await nobody.Send("POST", "/pay/v1/freeze/by-code", new { userId, code = tried })).Is(403, "freezeRefused");
        }
        (await nobody.Send("POST", "/pay/v1/freeze/by-code", new { userId = mei.Chat.UserId })).Is(403, "freezeRefused");
        (await nobody.Send("POST", "/pay/v1/freeze/by-code", new { userId = mei.Chat.UserId, code = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), lost = true })).Is(204);
        Assert.True((await mei.Wallet.Send("GET", "/pay/v1/freeze")).Is(200).Json.GetProperty("frozen").GetBoolean());
        // The thief has the phone and its finger: it still looks, and neither thaws, nor adds a passkey, nor removes one, nor enrols a phone.
        var asked = await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { });
        (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = asked.Proof(mei.Device) })).Is(403, "passkeyLost");
        (await mei.Wallet.StartAdding((await mei.Wallet.StartAdding()).Proof(mei.Device))).Is(403, "passkeyLost");
        (await Code()).Is(403, "passkeyLost");
        using var phone = new CodePhone();
        (await phone.Finish(mei, (await mei.Wallet.Send("POST", "/pay/v1/code-phone/start", new { publicKey = phone.PublicKey })).Is(200))).Is(403, "passkeyLost");
        Assert.Equal(1_000, await (await mei.Chat.OpenByPasskey(mei.Device)).Has());
        Assert.Equal(System.Text.Json.JsonValueKind.Number, (await mei.Wallet.Send("GET", "/pay/v1/passkeys")).Is(200).Json[0].GetProperty("lostAt").ValueKind);
    }

    [Fact]
    public async Task The_recovery_code_freezes_at_once_and_thaws_a_day_later_unless_somebody_freezes_again() {
        using var mei = await Payer.With(House, "mei-late", 1_000);
        await House.Register("li-late");
        var (verifier, nobody, userId) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('='), House.Nobody, mei.Chat.UserId);
        (await mei.Chat.Send("PUT", "/people/v1/recovery", new { verifier })).Is(204);
        (await nobody.Send("POST", "/pay/v1/unfreeze/late", new { userId, verifier })).Is(409, "notFrozen");
        (await nobody.Send("POST", "/pay/v1/freeze/by-code", new { userId, verifier = verifier[..42] + (verifier[42] == 'A' ? 'E' : 'A') })).Is(403, "freezeRefused");
        (await nobody.Send("POST", "/pay/v1/freeze/by-code", new { userId, verifier, lost = true })).Is(204);
        await using var open = await OpenStream.Of(mei.Wallet);
        var from = (await nobody.Send("POST", "/pay/v1/unfreeze/late", new { userId, verifier })).Is(200).Json.GetProperty("from").GetInt64();
        Assert.Equal(from, (await open.Next("wallet")).GetProperty("thawsAt").GetInt64());
        Assert.Equal(from, (await nobody.Send("POST", "/pay/v1/unfreeze/late", new { userId, verifier })).Is(200).Json.GetProperty("from").GetInt64());
        // Who sees it on another device, and did not ask for it, freezes again.
        (await mei.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await mei.Wallet.Send("GET", "/pay/v1/freeze")).Json.GetProperty("thawsAt").ValueKind);
        (await nobody.Send("POST", "/pay/v1/unfreeze/late", new { userId, verifier })).Is(200);
        await House.Settle();
        (await mei.Pay(Guid.NewGuid(), "li-late", 1)).Is(409, "walletFrozen");
        await House.Change("UPDATE pay_guard SET thaws_at = thaws_at - 86400001");
        await House.Settle();
        (await mei.Pay(Guid.NewGuid(), "li-late", 1)).Is(200);
        Assert.Equal(999, await mei.Wallet.Has());
    }

    [Fact]
    public async Task A_wallet_whose_passkeys_are_gone_opens_anew_a_week_later_by_the_recovery_code_unless_somebody_freezes_again() {
        using var mei = await Payer.With(House, "mei-gone", 1_000);
        await House.Register("li-gone");
        var (verifier, nobody, userId) = (Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('='), House.Nobody, mei.Chat.UserId);
        async Task<long> Ask(bool gone) => (await nobody.Send("POST", "/pay/v1/unfreeze/late", new { userId, verifier, gone })).Is(200).Json.GetProperty("from").GetInt64();
        async Task<Heard> Frozen() => (await mei.Wallet.Send("GET", "/pay/v1/freeze")).Is(200);
        (await mei.Chat.Send("PUT", "/people/v1/recovery", new { verifier })).Is(204);
        (await nobody.Send("POST", "/pay/v1/unfreeze/late", new { userId, verifier, gone = true })).Is(409, "notFrozen");
        (await nobody.Send("POST", "/pay/v1/freeze/by-code", new { userId, verifier })).Is(204);
        var day = await Ask(gone: false);
        var week = await Ask(gone: true);
        Assert.InRange(week - day, 5 * 86_400_000L, 7 * 86_400_000L);
        Assert.Equal((week, week), (await Ask(gone: true), await Ask(gone: false)));
        Assert.True((await Frozen()).Json.GetProperty("forgets").GetBoolean());
        // Whoever still has the device sees it there, and freezes again.
        (await mei.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);
        Assert.False((await Frozen()).Json.GetProperty("forgets").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Frozen()).Json.GetProperty("thawsAt").ValueKind);
        await Ask(gone: true);
        await House.Change("UPDATE pay_guard SET thaws_at = thaws_at - 86400001");
        await House.Settle();
        Assert.True((await Frozen()).Json.GetProperty("frozen").GetBoolean());
        await House.Change("UPDATE pay_guard SET thaws_at = thaws_at - 6 * 86400001");
        Assert.True((await Frozen()).Json.GetProperty("frozen").GetBoolean());
        await House.Settle();
        (await mei.Wallet.Send("GET", "/pay/v1/freeze")).Is(401, "tokenUnknown");
        (await nobody.TryPasskey(mei.Device)).Is(403, "passkeyRefused");
        using var again = mei.Chat.PaymentPasskey();
        var wallet = await mei.Chat.OpenWallet();
        await wallet.Add(again);
        Assert.Equal(1_000, await wallet.Has());
        Assert.Single((await wallet.Send("GET", "/pay/v1/passkeys")).Is(200).Json.EnumerateArray());
        var key = Guid.NewGuid();
        (await wallet.AskToPay(key, "li-gone", 1, proof: (await wallet.AskToPay(key, "li-gone", 1)).Proof(again))).Is(200);
    }

    [Fact]
    public async Task One_passkey_is_named_as_lost_and_another_goes_on() {
        using var mei = await Payer.With(House, "mei-two", 1_000);
        using var kept = mei.Wallet.PaymentPasskey();
        await mei.Wallet.Add(kept, by: mei.Device);
        var ids = (await mei.Wallet.Send("GET", "/pay/v1/passkeys")).Is(200).Json.EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
        using var fox = await Payer.With(House, "fox-two", 0);
        (await fox.Wallet.Send("POST", $"/pay/v1/passkeys/{ids[0]}/lost")).Is(404, "notFound");
        (await mei.Wallet.Send("POST", $"/pay/v1/passkeys/{ids[0]}/lost")).Is(204);
        (await mei.Pay(Guid.NewGuid(), "fox-two", 1)).Is(403, "passkeyLost");
        (await mei.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);
        var asked = await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { });
        (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = asked.Proof(kept) })).Is(200);
        var key = Guid.NewGuid();
        (await mei.Wallet.AskToPay(key, "fox-two", 1, proof: (await mei.Wallet.AskToPay(key, "fox-two", 1)).Proof(kept))).Is(200);
    }
}

/// <summary>On one file.</summary>
[Collection(typeof(CodesOnOneFile))]
public sealed class SqliteFreezeTests(SqliteHouse house) : FreezeTests(house);

/// <summary>On a server.</summary>
[Collection(typeof(CodesOnAServer))]
public sealed class PostgreSqlFreezeTests(PostgreSqlHouse house) : FreezeTests(house);
