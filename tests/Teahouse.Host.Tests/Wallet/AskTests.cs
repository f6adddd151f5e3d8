using Teahouse.Host.Tests.Guard;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>The payer's phone is online, and is asked.</summary>
public abstract class AskTests(SharedHouse shared) {
    private WalletHouse House => shared.Wallets;

    [Fact]
    public async Task A_new_payee_is_asked_for_and_paid_for_good_by_a_finger() {
        var (mei, phone, wang) = await House.Scene("good");
        using (mei) using (phone) using (wang) {
            await using var open = await OpenStream.Of(mei.Wallet);
            await using var till = await OpenStream.Of(await Till(wang));
            var waiting = (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(202);
            var ask = await open.Next("ask");
            Assert.Equal((waiting.Text("id"), "new", true), (ask.GetProperty("id").GetString(), ask.GetProperty("why").GetString(), ask.GetProperty("canHold").GetBoolean()));
            Assert.Equal(ask.GetRawText(), Assert.Single((await mei.Wallet.Send("GET", "/pay/v1/asks")).Is(200).Json.GetProperty("asks").EnumerateArray()).GetRawText());
            Assert.Equal("waiting", (await till.Next("charge")).GetProperty("state").GetString());
            // The money is sure meanwhile, and the till hears at once.
            Assert.Equal(10_000, await mei.Wallet.Has());
            (await mei.Pay(Guid.NewGuid(), $"wang-good", 8_001)).Is(409, "fundsInsufficient");
            var heard = wang.Wallet.Send("GET", $"/pay/v1/charges/{waiting.Text("id")}?wait=25&state=waiting");
            var paid = await Good(mei, waiting.Text("id"));
            Assert.Equal("paid", paid.Is(200).Text("state"));
            Assert.Equal("paid", (await heard).Is(200).Text("state"));
            Assert.Equal("paid", (await till.Next("charge")).GetProperty("state").GetString());
            Assert.Equal(30_000, (await open.Next("ask")).GetProperty("until").GetInt64() - ask.GetProperty("until").GetInt64());
            await open.Next("askEnded");
            Assert.Equal(paid.Body, (await open.Next("payment")).GetRawText());
            await open.Next("movement");
            Assert.Equal(paid.Body, (await mei.Wallet.Answer(waiting.Text("id"), "payForGood")).Is(200).Body);
            (await mei.Wallet.Answer(waiting.Text("id"), "refuse")).Is(409, "askEnded");
            Assert.Equal((8_000, 2_000), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            // The next within three minutes needs a finger although they know each other now.
            (await wang.Wallet.Charge(phone.Qr(), 100)).Is(202);
            Assert.Equal(("soonAfter", false), Why(await open.Next("ask")));
            await House.Later(mei, 180_001);
            Assert.Equal("paid", (await wang.Wallet.Charge(phone.Qr(), 100)).Is(201).Text("state"));
        }
    }

    [Fact]
    public async Task It_is_held_or_refused_or_nobody_answers() {
        var (mei, phone, wang) = await House.Scene("hold");
        using (mei) using (phone) using (wang) {
            await using var open = await OpenStream.Of(mei.Wallet);
            var one = (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(202).Text("id");
            (await mei.Wallet.Answer(one, "perhaps")).Is(400, "malformed");
            (await wang.Wallet.Answer(one, "hold")).Is(404, "notFound");
            var held = (await mei.Wallet.Answer(one, "hold")).Is(200);
            Assert.Equal(held.Body, (await mei.Wallet.Answer(one, "hold")).Is(200).Body);
            Assert.Equal(("held", 10_000), (held.Text("state"), await mei.Wallet.Has()));
            (await wang.Wallet.Send("POST", $"/pay/v1/payments/{one}/undo")).Is(404, "notFound");
            var undone = (await mei.Wallet.Send("POST", $"/pay/v1/payments/{one}/undo")).Is(200);
            Assert.Equal("undone", undone.Text("state"));
            Assert.Equal(undone.Body, (await mei.Wallet.Send("POST", $"/pay/v1/payments/{one}/undo")).Is(200).Body);
            Assert.Equal("undone", (await wang.Wallet.Send("GET", $"/pay/v1/charges/{one}")).Is(200).Text("state"));

            var two = (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(202).Text("id");
            (await mei.Wallet.Answer(two, "refuse")).Is(204);
            (await mei.Wallet.Answer(two, "refuse")).Is(204);
            Assert.Equal("refused", (await wang.Wallet.Send("GET", $"/pay/v1/charges/{two}")).Is(200).Text("state"));
            Assert.Equal("refused_by_payer", await mei.LastWord());
            Assert.Equal("refused_by_payer", (await open.Next("attempt")).GetProperty("word").GetString());

            var three = (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(202).Text("id");
            await House.Later(mei, 20_000);
            (await mei.Wallet.Answer(three, "hold")).Is(409, "askEnded");
            await House.Settle();
            Assert.Equal("refused", (await wang.Wallet.Send("GET", $"/pay/v1/charges/{three}?wait=0")).Is(200).Text("state"));
            Assert.Equal("not_answered", await mei.LastWord());

            // Who reaches for the passkey in time is not cut off by the device's dialogue.
            var four = (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(202).Text("id");
            await House.Later(mei, 19_000);
            var asked = (await mei.Wallet.Answer(four, "payForGood")).Is(403, "confirmationNeeded");
            await House.Later(mei, 20_000);
            await House.Settle();
            (await mei.Wallet.Answer(four, "payForGood", asked.Proof(mei.Device))).Is(200);
            (await mei.Wallet.Send("POST", $"/pay/v1/payments/{four}/undo")).Is(409, "undoTooLate");
            Assert.Equal((8_000, 2_000), (await mei.Wallet.Has(), await wang.Wallet.Has()));
        }
    }

    [Fact]
    public async Task A_new_payee_a_moment_after_a_debit_can_be_held_by_a_finger() {
        var (mei, phone, wang) = await House.Scene("soon");
        var (bao, unused, stranger) = await House.Scene("soonnew");
        using (mei) using (phone) using (wang) using (bao) using (unused) using (stranger) {
            await using var open = await OpenStream.Of(mei.Wallet);
            (await Good(mei, (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(202).Text("id"))).Is(200);
            var second = (await stranger.Wallet.Charge(phone.Qr(), 1_500)).Is(202).Text("id");
            var ask = await open.Next("ask");
            while (ask.GetProperty("id").GetString() != second) ask = await open.Next("ask");
            Assert.Equal(("soonAfter", true), Why(ask));
            var asked = (await mei.Wallet.Answer(second, "hold")).Is(403, "confirmationNeeded");
            Assert.Equal("waiting", (await stranger.Wallet.Send("GET", $"/pay/v1/charges/{second}")).Is(200).Text("state"));
            var held = (await mei.Wallet.Answer(second, "hold", asked.Proof(mei.Device))).Is(200);
            Assert.Equal("held", held.Text("state"));
            Assert.Equal("undone", (await mei.Wallet.Send("POST", $"/pay/v1/payments/{second}/undo")).Is(200).Text("state"));
            Assert.Equal(8_000, await mei.Wallet.Has());
        }
    }

    [Fact]
    public async Task Above_the_limit_and_from_a_picture_only_a_finger_pays() {
        var (mei, phone, wang) = await House.Scene("above", verified: true, minor: 90_000);
        using (mei) using (phone) using (wang) {
            await using var open = await OpenStream.Of(mei.Wallet);
            var much = (await wang.Wallet.Charge(phone.Qr(), 20_001)).Is(202).Text("id");
            Assert.Equal(("aboveLimit", false), Why(await open.Next("ask")));
            (await mei.Wallet.Answer(much, "hold")).Is(409, "cannotBeHeld");
            (await Good(mei, much)).Is(200);
            // It was asked for longer when the finger was reached for.
            Assert.Equal(("aboveLimit", false), Why(await open.Next("ask")));
            await House.Later(mei, 180_001);
            var picture = (await wang.Wallet.Charge(phone.Qr(), 10_000, "picture")).Is(202).Text("id");
            Assert.Equal(("picture", false), Why(await open.Next("ask")));
            (await mei.Wallet.Answer(picture, "hold")).Is(409, "cannotBeHeld");
            // Somebody else's finger pays nothing, nor does one for another payment.
            var asked = (await mei.Wallet.Answer(picture, "payForGood")).Is(403, "confirmationNeeded");
            Assert.Equal("Noodles above", asked.Json.GetProperty("confirms").GetProperty("payee").GetProperty("name").GetString());
            (await mei.Wallet.Answer(picture, "payForGood", asked.Proof(wang.Device))).Is(403, "passkeyRefused");
            var other = (await mei.Wallet.AskToPay(Guid.NewGuid(), "wang-above", 10_000)).Is(403, "confirmationNeeded");
            (await mei.Wallet.Answer(picture, "payForGood", other.Proof(mei.Device))).Is(400, "ceremonyExpired");
            Assert.Equal((69_999, 20_001), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            // No more questions at once than a person can take in.
            await House.Settle();
            for (var i = 0; i < 2; i++) (await wang.Wallet.Charge(phone.Qr(), 20_001)).Is(202);
            (await wang.Wallet.Charge(phone.Qr(), 20_001)).Is(409, "codeRefused");
        }
    }

    [Fact]
    public async Task Money_that_comes_back_is_told_as_that_once_for_each_time_and_the_payment_never_again() {
        var (mei, phone, wang) = await House.Scene("told", verified: true);
        using (mei) using (phone) using (wang) {
            await using var open = await OpenStream.Of(mei.Wallet);
            var paid = (await wang.Wallet.Charge(phone.Qr(), 3_000)).Is(201).Text("id");
            await open.Next("payment");
            foreach (var (minor, inAll) in new[] { (1_000, 1_000), (500, 1_500) }) {
                var key = Guid.NewGuid();
                for (var asked = 0; asked < 2; asked++) (await wang.Wallet.Refund(paid, minor, key)).Is(200);
                var (kind, said) = await open.NextOf("payment", "refund");
                Assert.Equal(("refund", minor, inAll, paid), (
                    kind, said.GetProperty("amount").GetProperty("minor").GetInt32(), said.GetProperty("payment").GetProperty("refunded").GetProperty("minor").GetInt32(),
                    said.GetProperty("payment").GetProperty("id").GetString()));
            }
        }
    }

    [Fact]
    public async Task What_was_paid_is_paid_back_in_parts_and_never_more() {
        var (mei, phone, wang) = await House.Scene("back", verified: true);
        using (mei) using (phone) using (wang) {
            var till = await Till(wang);
            var paid = (await till.Charge(phone.Qr(), 3_000)).Is(201).Text("id");
            var key = Guid.NewGuid();
            var part = (await till.Refund(paid, 1_000, key)).Is(200);
            Assert.Equal(1_000, part.Json.GetProperty("refunded").GetProperty("minor").GetInt64());
            Assert.Equal(part.Body, (await till.Refund(paid, 1_000, key)).Is(200).Body);
            (await till.Refund(paid, 999, key)).Is(409, "idUsedOtherwise");
            (await till.Refund(paid, 2_001)).Is(409, "refundTooMuch");
            (await till.Refund(paid, 0)).Is(400, "amountInvalid");
            (await mei.Wallet.Refund(paid, 1)).Is(404, "notFound");
            var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => till.Refund(paid, 1_000)));
            Assert.Equal(2, all.Count(h => h.Status == 200));
            Assert.Equal((10_000, 0), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            Assert.Equal(["refund", "refund", "refund", "code", "playMoney"], (await mei.Wallet.Moved()).Select(m => m.Kind));
            Assert.Equal(0, (await wang.Wallet.Send("GET", "/pay/v1/charges")).Is(200).Json.GetProperty("today").GetProperty("sum").GetProperty("minor").GetInt64());
            // Who has nothing left cannot give it back; the key has failed for ever, the part is free.
            await House.Later(mei, 180_001);
            var again = (await till.Charge(phone.Qr(), 500)).Is(201).Text("id");
            (await wang.Pay(Guid.NewGuid(), "mei-back", 500)).Is(200);
            var poor = Guid.NewGuid();
            (await till.Refund(again, 500, poor)).Is(409, "fundsInsufficient");
            (await wang.Wallet.Play(Guid.NewGuid(), 500)).Is(200);
            (await till.Refund(again, 500, poor)).Is(409, "fundsInsufficient");
            (await till.Refund(again, 500)).Is(200);
            // What is held is undone as a whole.
            using var fox = await Payer.With(House, "fox-back", 0);
            await House.Later(mei, 180_001);
            var held = (await fox.Wallet.Charge(phone.Qr(), 700)).Is(201).Text("id");
            (await fox.Wallet.Refund(held, 699)).Is(409, "refundTooMuch");
            Assert.Equal("undone", (await fox.Wallet.Refund(held, 700)).Is(200).Text("state"));
            Assert.Equal("undone", (await fox.Wallet.Refund(held, 700)).Is(200).Text("state"));
            Assert.Equal(10_500, await mei.Wallet.Has());
        }
    }

    [Fact]
    public async Task Limits_are_lowered_at_once_and_raised_a_day_after_a_finger() {
        var (mei, phone, wang) = await House.Scene("own", verified: true, minor: 90_000);
        using (mei) using (phone) using (wang) {
            Task<Heard> Set(long payment, long day, object? proof = null) => mei.Wallet.Send("PUT", "/pay/v1/limits", new { payment = new { minor = payment, currency = "CNY" }, day = new { minor = day, currency = "CNY" }, proof });
            Assert.Equal((500, 1_000, null), Limits((await Set(500, 1_000)).Is(200)));
            (await wang.Wallet.Charge(phone.Qr(), 501)).Is(409, "codeRefused");
            var asked = (await Set(30_000, 900)).Is(403, "confirmationNeeded");
            (await Set(40_000, 900, asked.Proof(mei.Device))).Is(400, "ceremonyExpired");
            // What of it is lower holds at once, what is higher does not.
            var raising = (await Set(30_000, 900, (await Set(30_000, 900)).Proof(mei.Device))).Is(200);
            Assert.Equal((500, 900, 30_000), Limits(raising));
            await House.Change("UPDATE pay_guard SET raised_at = raised_at - 86400001");
            Assert.Equal((30_000, 900, null), Limits((await mei.Wallet.Send("GET", "/pay/v1/limits")).Is(200)));
            (await Set(100_001, 900)).Is(400, "amountInvalid");
            (await Set(-1, 900)).Is(400, "amountInvalid");
            var higher = await Set(30_000, 90_000);
            Assert.Equal((30_000, 900, 30_000), Limits((await Set(30_000, 90_000, higher.Proof(mei.Device))).Is(200)));
            Assert.Equal((30_000, 900, null), Limits((await mei.Wallet.Send("DELETE", "/pay/v1/limits/raising")).Is(200)));
            Assert.Equal((0, 0, null), Limits((await Set(0, 0)).Is(200)));
        }
    }

    [Fact]
    public async Task A_stream_ends_with_its_session_and_tells_a_till_only_what_is_its_own() {
        var (mei, phone, wang) = await House.Scene("stream");
        using (mei) using (phone) using (wang) {
            var till = await Till(wang);
            await using var counter = await OpenStream.Of(till);
            // A till's stream is no phone: nobody can be asked there.
            Assert.Equal("held", (await till.Charge(phone.Qr(), 100)).Is(201).Text("state"));
            using var fox = await Payer.With(House, "fox-stream", 0);
            using var wangs = await CodePhone.Of(wang);
            (await wang.Wallet.Play(Guid.NewGuid(), 1_000)).Is(200);
            Assert.Equal("held", (await fox.Wallet.Charge(wangs.Qr(), 100)).Is(201).Text("state"));
            Assert.Equal("held", (await counter.Next("charge")).GetProperty("state").GetString());
            (await wang.Wallet.Send("DELETE", "/pay/v1/sessions")).Is(204);
            await House.TenMinutesLater(mei);
            Assert.True(await counter.Ends());
        }
    }

    private static async Task<Caller> Till(Payer payee) => payee.Wallet with { Token = (await payee.Wallet.Send("POST", "/pay/v1/sessions/till", new { name = "counter" })).Is(200).Text("token") };

    private static async Task<Heard> Good(Payer payer, string ask) =>
        await payer.Wallet.Answer(ask, "payForGood", (await payer.Wallet.Answer(ask, "payForGood")).Is(403, "confirmationNeeded").Proof(payer.Device));

    private static (string?, bool) Why(System.Text.Json.JsonElement ask) => (ask.GetProperty("why").GetString(), ask.GetProperty("canHold").GetBoolean());

    private static (long, long, long?) Limits(Heard heard) => (
        heard.Json.GetProperty("payment").GetProperty("minor").GetInt64(), heard.Json.GetProperty("day").GetProperty("minor").GetInt64(),
        heard.Json.GetProperty("raising") is { ValueKind: System.Text.Json.JsonValueKind.Object } raising ? raising.GetProperty("payment").GetProperty("minor").GetInt64() : null);
}

/// <summary>On one file.</summary>
[Collection(typeof(CodesOnOneFile))]
public sealed class SqliteAskTests(SqliteHouse house) : AskTests(house);

/// <summary>On a server.</summary>
[Collection(typeof(CodesOnAServer))]
public sealed class PostgreSqlAskTests(PostgreSqlHouse house) : AskTests(house);
