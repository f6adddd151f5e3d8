using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Money from person to person: once, to whom it was confirmed for, or not at all.</summary>
public sealed class TransferTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Money_goes_to_whom_it_was_confirmed_for_and_both_see_it(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 10_000);
        var li = await house.Register("li");
        await li.Do("PUT", $"profile/{li.UserId}/displayname", new { displayname = "Li Wei" });
        var key = Guid.NewGuid();
        var asked = (await mei.Wallet.AskToPay(key, "Li", 1_234)).Is(403, "confirmationNeeded");
        var confirms = asked.Json.GetProperty("confirms");
        Assert.Equal((key.ToString(), "@li:localhost", "Li Wei"), (confirms.GetProperty("id").GetString(),
            confirms.GetProperty("to").GetProperty("userId").GetString(), confirms.GetProperty("to").GetProperty("name").GetString()));
        Assert.Equal("""{"minor":1234,"currency":"CNY"}""", confirms.GetProperty("amount").GetRawText());
        Assert.Equal(10_000, await mei.Wallet.Has());
        var done = (await mei.Wallet.AskToPay(key, "Li", 1_234, proof: asked.Proof(mei.Device))).Is(200);
        Assert.Equal((key.ToString(), "Li Wei"), (done.Text("id"), done.Json.GetProperty("to").GetProperty("name").GetString()));
        var newest = (await mei.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0];
        Assert.Equal(newest.GetProperty("receipt").GetString(), done.Text("receipt"));
        var lis = await li.OpenWallet();
        Assert.Equal((8_766, 1_234), (await mei.Wallet.Has(), await lis.Has()));
        Assert.Equal([("transfer", -1_234, 8_766, "@li:localhost"), ("playMoney", 10_000, 10_000, null)], await mei.Wallet.Moved());
        Assert.Equal([("transfer", 1_234, 1_234, "@mei:localhost")], await lis.Moved());
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_key_with_the_same_body_hears_the_first_answer_and_with_another_is_refused(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        using var fox = await Payer.With(house, "fox", 1_000);
        await house.Register("li");
        var key = Guid.NewGuid();
        var done = (await mei.Pay(key, "li", 100)).Is(200);
        // Nobody is asked for a finger again, and a proof that is brought all the same is left alone.
        Assert.Equal(done.Body, (await mei.Wallet.AskToPay(key, "@li:localhost", 100)).Is(200).Body);
        Assert.Equal(done.Body, (await mei.Wallet.AskToPay(key, "li", 100, proof: new { ceremony = "x", credential = new { } })).Is(200).Body);
        (await mei.Pay(key, "li", 101)).Is(409, "idUsedOtherwise");
        (await mei.Pay(key, "fox", 100)).Is(409, "idUsedOtherwise");
        (await mei.Pay(key, "li", 100, "EUR")).Is(409, "idUsedOtherwise");
        (await mei.Wallet.Play(key, 100)).Is(409, "idUsedOtherwise");
        (await mei.Wallet.Play(key, 100, "EUR")).Is(409, "idUsedOtherwise");
        // A key is its caller's: another's use of the same one is another payment.
        (await fox.Pay(key, "li", 100)).Is(200);
        var play = Guid.NewGuid();
        var given = (await mei.Wallet.Play(play, 50)).Is(200);
        Assert.Equal(given.Body, (await mei.Wallet.Play(play, 50)).Is(200).Body);
        (await mei.Wallet.Play(play, 51)).Is(409, "idUsedOtherwise");
        Assert.Equal((950, 900), (await mei.Wallet.Has(), await fox.Wallet.Has()));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_failed_for_a_reason_of_state_has_failed_for_ever(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 100);
        using var li = await Payer.With(house, "li", 100);
        var (tooMuch, frozen) = (Guid.NewGuid(), Guid.NewGuid());
        // There was enough when the finger was asked for.
        (await mei.Wallet.Play(Guid.NewGuid(), 1)).Is(200);
        var asked = (await mei.Wallet.AskToPay(tooMuch, "li", 101)).Is(403, "confirmationNeeded");
        (await mei.Pay(Guid.NewGuid(), "li", 1)).Is(200);
        (await mei.Wallet.AskToPay(tooMuch, "li", 101, proof: asked.Proof(mei.Device))).Is(409, "fundsInsufficient");
        (await mei.Wallet.Play(Guid.NewGuid(), 1_000)).Is(200);
        (await mei.Wallet.AskToPay(tooMuch, "li", 101)).Is(409, "fundsInsufficient");
        (await mei.Pay(tooMuch, "li", 100)).Is(409, "idUsedOtherwise");

        var ledger = house.House.Services.GetRequiredService<LedgerDoor>();
        var account = await house.Count("SELECT account FROM pay_account WHERE person = (SELECT person FROM people_person WHERE handle = 'mei')");
        Assert.True(await ledger.Freeze(156, account, true));
        (await mei.Pay(frozen, "li", 1)).Is(409, "walletFrozen");
        (await li.Pay(Guid.NewGuid(), "mei", 1)).Is(200);
        Assert.True(await ledger.Freeze(156, account, false));
        (await mei.Wallet.AskToPay(frozen, "li", 1)).Is(409, "walletFrozen");
        (await mei.Pay(Guid.NewGuid(), "li", 1)).Is(200);
        Assert.Equal((1_100, 101), (await mei.Wallet.Has(), await li.Wallet.Has()));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_has_too_little_is_not_asked_for_a_finger(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 100);
        using var fox = await Payer.With(house, "fox", 0);
        await house.Register("li");
        var key = Guid.NewGuid();
        (await mei.Wallet.AskToPay(key, "li", 101)).Is(409, "fundsInsufficient");
        (await mei.Wallet.AskToPay(Guid.NewGuid(), "li", 1, "EUR")).Is(409, "fundsInsufficient");
        (await fox.Wallet.AskToPay(Guid.NewGuid(), "li", 1)).Is(409, "fundsInsufficient");
        // Nothing stands under that key: with more in the wallet it goes.
        (await mei.Wallet.Play(Guid.NewGuid(), 1)).Is(200);
        (await mei.Pay(key, "li", 101)).Is(200);
        await house.Audit();
    }

    [Fact]
    public async Task A_proof_is_good_for_the_payment_that_was_shown_and_no_other() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 1_000);
        using var fox = await Payer.With(house, "fox", 1_000);
        var li = await house.Register("li");
        var key = Guid.NewGuid();
        var asked = await mei.Wallet.AskToPay(key, "li", 100);
        var proof = asked.Proof(mei.Device);
        foreach (var (id, to, minor, currency) in new[] { (key, "li", 101, "CNY"), (key, "li", 1_000, "CNY"), (key, "fox", 100, "CNY"), (key, "li", 100, "EUR"), (Guid.NewGuid(), "li", 100, "CNY") }) {
            (await mei.Wallet.AskToPay(id, to, minor, currency, proof)).Is(400, "ceremonyExpired");
        }
        (await mei.Wallet.StartAdding(proof)).Is(400, "ceremonyExpired");
        (await fox.Wallet.AskToPay(key, "li", 100, proof: proof)).Is(400, "ceremonyExpired");
        var another = await mei.Wallet.AskToPay(key, "li", 100);
        (await mei.Wallet.AskToPay(key, "li", 100, proof: another.Proof(fox.Device))).Is(403, "passkeyRefused");
        var forOther = await mei.Wallet.StartAdding();
        (await mei.Wallet.AskToPay(key, "li", 100, proof: forOther.Proof(mei.Device))).Is(400, "ceremonyExpired");
        // Whoever takes the payee's name after the question was asked is not paid by its answer.
        await li.Do("PUT", $"profile/{li.UserId}/displayname", new { displayname = "Tea for all" });
        (await mei.Wallet.AskToPay(key, "li", 100, proof: proof)).Is(400, "ceremonyExpired");
        await li.Do("PUT", $"profile/{li.UserId}/displayname", new { displayname = "li" });
        Assert.Equal((1_000, 1_000, 0), (await mei.Wallet.Has(), await fox.Wallet.Has(), await (await li.OpenWallet()).Has()));

        var once = await mei.Wallet.AskToPay(key, "li", 100);
        var good = once.Proof(mei.Device);
        (await mei.Wallet.AskToPay(key, "li", 100, proof: good)).Is(200);
        (await mei.Wallet.AskToPay(Guid.NewGuid(), "li", 100, proof: good)).Is(400, "ceremonyExpired");
        Assert.Equal(900, await mei.Wallet.Has());
        // What waits for its answer names nobody.
        await mei.Wallet.AskToPay(Guid.NewGuid(), "li", 100);
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_ceremony WHERE purpose LIKE '%li%'"));
    }

    [Fact]
    public async Task A_token_alone_moves_no_money_and_a_tills_does_not_even_look() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 1_000);
        var li = await house.Register("li");
        var lis = await li.OpenWallet();
        (await lis.Play(Guid.NewGuid(), 500)).Is(200);
        (await lis.AskToPay(Guid.NewGuid(), "mei", 100)).Is(403, "confirmationNeeded");
        (await mei.Chat.AskToPay(Guid.NewGuid(), "li", 100)).Is(401, "tokenUnknown");
        var thief = await mei.Chat.OpenByPasskey(mei.Device);
        var till = thief with { Token = (await thief.Send("POST", "/pay/v1/sessions/till", new { })).Is(200).Text("token") };
        (await till.AskToPay(Guid.NewGuid(), "li", 100)).Is(403, "scopeTooSmall");
        (await till.Play(Guid.NewGuid(), 100)).Is(403, "scopeTooSmall");
        foreach (var path in new[] { "balances", "history" }) (await till.Send("GET", $"/pay/v1/{path}")).Is(403, "scopeTooSmall");

        // Who is signed out between the question and the answer pays nothing any more.
        var key = Guid.NewGuid();
        var asked = await thief.AskToPay(key, "li", 100);
        (await mei.Wallet.Send("DELETE", "/pay/v1/sessions")).Is(204);
        (await thief.AskToPay(key, "li", 100, proof: asked.Proof(mei.Device))).Is(401, "tokenUnknown");
        Assert.Equal((1_000, 500), (await (await mei.Chat.OpenByPasskey(mei.Device)).Has(), await lis.Has()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_that_send_one_payment_at_once_it_is_done_once(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        await house.Register("li");
        var key = Guid.NewGuid();
        var asked = new List<Heard>();
        for (var i = 0; i < 8; i++) asked.Add(await mei.Wallet.AskToPay(key, "li", 100));
        var heard = await Task.WhenAll(asked.Select(a => mei.Wallet.AskToPay(key, "li", 100, proof: a.Proof(mei.Device))));
        // The passkey counts its answers: one that comes after a later one is refused, like a copied passkey's.
        Assert.Single(heard.Where(h => h.Status == 200).Select(h => h.Body).Distinct());
        Assert.All(heard.Where(h => h.Status != 200), h => h.Is(403, "passkeyRefused"));
        Assert.Equal(900, await mei.Wallet.Has());

        var play = Guid.NewGuid();
        var given = await Task.WhenAll(new[] { "CNY", "EUR" }.Select(currency => mei.Wallet.Play(play, 10, currency)));
        Assert.Single(given, g => g.Status == 200);
        given.Single(g => g.Status != 200).Is(409, "idUsedOtherwise");
        await house.Audit();
    }

    [Fact]
    public async Task Two_servers_that_are_sent_the_same_do_it_once_and_answer_alike() {
        await using var house = await WalletHouse.Open(DatabaseKind.PostgreSql);
        using var mei = await Payer.With(house, "mei", 1_000);
        var li = await (await house.Register("li")).OpenWallet();
        await using var beside = await house.Beside();
        using var http = new HttpClient { BaseAddress = beside.Address };
        var there = mei.Wallet with { Http = http };
        for (var i = 1; i <= 10; i++) {
            var key = Guid.NewGuid();
            var given = await Task.WhenAll(mei.Wallet.Play(key, i), there.Play(key, i));
            Assert.Equal(given[0].Is(200).Body, given[1].Is(200).Body);
            var done = (await mei.Pay(Guid.NewGuid(), "li", i)).Is(200);
            Assert.Equal(done.Body, (await there.AskToPay(Guid.Parse(done.Text("id")), "li", i)).Is(200).Body);
            (await there.AskToPay(Guid.Parse(done.Text("id")), "li", i + 1)).Is(409, "idUsedOtherwise");
            Assert.Equal((1_000L, 1_000L), (await mei.Wallet.Has(), await there.Has()));
        }
        Assert.Equal(55, await li.Has());
        // A code, too: under one key it is one charge, under two keys one of them is too late.
        using var phone = await CodePhone.Of(mei);
        var (once, code) = (Guid.NewGuid(), phone.Qr());
        var till = li with { Http = http };
        var charged = await Task.WhenAll(li.Charge(code, 300, key: once), till.Charge(code, 300, key: once));
        Assert.Equal(charged[0].Is(201).Body, charged[1].Is(201).Body);
        await house.Later(mei, 180_001);
        var second = phone.Digits();
        charged = await Task.WhenAll(li.Charge(second, 200), till.Charge(second, 200));
        Assert.Equal([201, 409], charged.Select(c => c.Status).Order());
        Assert.Equal(500, (await mei.Wallet.Send("GET", "/pay/v1/balances")).Json[0].GetProperty("heldOut").GetProperty("minor").GetInt64());
        Assert.Empty(beside.Errors);
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_is_suspended_takes_their_money_out_and_who_has_left_is_nobody(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        using var li = await Payer.With(house, "li", 0);
        await house.Change("UPDATE people_person SET suspended_at = 1, suspended_reason = 'x' WHERE handle = 'mei'");
        var key = Guid.NewGuid();
        (await mei.Pay(key, "li", 100)).Is(200);
        (await mei.Wallet.Send("GET", "/pay/v1/history")).Is(200);
        await WalletHouse.Leave(li.Chat);
        (await li.Pay(Guid.NewGuid(), "mei", 100)).Is(401, "tokenUnknown");
        (await mei.Pay(Guid.NewGuid(), "li", 100)).Is(404, "payeeUnknown");
        // It is not said that nothing was paid.
        (await mei.Pay(key, "li", 100)).Is(409, "idUsedOtherwise");
        Assert.Equal([("transfer", -100, 900, null), ("playMoney", 1_000, 1_000, null)], await mei.Wallet.Moved());
        await house.Audit();
    }
}
