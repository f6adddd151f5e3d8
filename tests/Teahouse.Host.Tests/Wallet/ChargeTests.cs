namespace Teahouse.Host.Tests.Wallet;

/// <summary>A code is shown, and a till charges it. No phone is online here: what nobody needs to be asked for, and what is held instead.</summary>
public abstract class ChargeTests(SharedHouse shared) {
    private WalletHouse House => shared.Wallets;

    [Fact]
    public async Task A_code_pays_once_and_each_side_learns_a_face_and_an_amount() {
        var (mei, phone, wang) = await House.Scene("once", verified: true);
        using (mei) using (phone) using (wang) {
            var key = Guid.NewGuid();
            var code = phone.Qr();
            var paid = (await wang.Wallet.Charge(code, 1_234, key: key)).Is(201);
            Assert.Equal(("paid", "1234"), (paid.Text("state"), paid.Json.GetProperty("amount").GetProperty("minor").GetRawText()));
            // Sent again it is answered again; sent for something else it is refused; the code itself pays nothing more.
            Assert.Equal(paid.Body, (await wang.Wallet.Charge(code, 1_234, key: key)).Is(201).Body);
            (await wang.Wallet.Charge(code, 1_235, key: key)).Is(409, "idUsedOtherwise");
            (await wang.Wallet.Charge(code, 1_234, "typed", key)).Is(409, "idUsedOtherwise");
            (await wang.Wallet.Charge(code, 1_234)).Is(409, "codeRefused");
            Assert.Equal((8_766, 1_234), (await mei.Wallet.Has(), await wang.Wallet.Has()));

            var (out1, in1) = (await Newest(mei), await Newest(wang));
            Assert.Equal(("code", "code"), (out1.GetProperty("kind").GetString(), in1.GetProperty("kind").GetString()));
            Assert.Equal(paid.Text("id"), out1.GetProperty("payment").GetString());
            Assert.Equal("Noodles once", out1.GetProperty("face").GetProperty("name").GetString());
            Assert.Equal(paid.Json.GetProperty("payer").GetRawText(), in1.GetProperty("face").GetRawText());
            Assert.DoesNotContain("@", paid.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("mei", (await wang.Wallet.Send("GET", "/pay/v1/history")).Body, StringComparison.Ordinal);
            Assert.Equal("code_already_used", await mei.LastWord());
            Assert.Equal(paid.Body, (await wang.Wallet.Send("GET", $"/pay/v1/charges/{paid.Text("id")}")).Is(200).Body);
            var payment = (await mei.Wallet.Send("GET", $"/pay/v1/payments/{paid.Text("id")}")).Is(200);
            Assert.Equal((paid.Text("receipt"), "Noodles once"), (payment.Text("receipt"), payment.Json.GetProperty("payee").GetProperty("name").GetString()));
            (await mei.Wallet.Send("GET", $"/pay/v1/charges/{paid.Text("id")}")).Is(404, "notFound");
            (await wang.Wallet.Send("GET", $"/pay/v1/payments/{paid.Text("id")}")).Is(404, "notFound");
            Assert.Equal(payment.Json.GetProperty("payee").GetRawText(), (await wang.Wallet.Send("GET", "/pay/v1/payee/face")).Is(200).Body);
            var page = (await wang.Wallet.Send("GET", "/pay/v1/charges")).Is(200).Json;
            Assert.Equal((1, 1, 1_234), (page.GetProperty("charges").GetArrayLength(), page.GetProperty("today").GetProperty("count").GetInt64(), page.GetProperty("today").GetProperty("sum").GetProperty("minor").GetInt64()));
            foreach (var cursor in new[] { "0", "-1", "x", "", "%00" }) (await wang.Wallet.Send("GET", $"/pay/v1/charges?cursor={cursor}")).Is(400, "malformed");
        }
    }

    [Fact]
    public async Task A_new_payee_is_held_for_ten_minutes_and_then_it_is_for_good() {
        var (mei, phone, wang) = await House.Scene("held");
        using (mei) using (phone) using (wang) {
            var held = (await wang.Wallet.Charge(phone.Digits(), 3_000, "typed")).Is(201);
            Assert.Equal("held", held.Text("state"));
            Assert.Equal(600_000, held.Json.GetProperty("goodsAt").GetInt64() - held.Json.GetProperty("at").GetInt64());
            Assert.Equal((10_000, 0), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            await House.TenMinutesLater(mei);
            Assert.Equal((7_000, 3_000), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            // From now on they know each other.
            await House.Later(mei, 200_000);
            (await wang.Wallet.Charge(phone.Qr(), 15_000)).Is(409, "codeRefused");
            Assert.Equal("funds_insufficient", await mei.LastWord());
            Assert.Equal("paid", (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("state"));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_code_is_told_to_the_payer_alone() {
        var (mei, phone, wang) = await House.Scene("wrong", verified: true);
        using (mei) using (phone) using (wang) {
            foreach (var (away, word) in new[] { (-3, "code_expired"), (-119, "clock_behind"), (3, "clock_ahead"), (119, "clock_ahead") }) {
                if (word == "code_expired") await House.Change("UPDATE pay_alias SET given_at = given_at - 200000");
                (await wang.Wallet.Charge(phone.Qr(stepsAway: away), 100)).Is(409, "codeAgain");
                Assert.Equal(word, await mei.LastWord());
            }
            (await wang.Wallet.Charge(phone.Qr(amount: 500), 501)).Is(409, "codeRefused");
            Assert.Equal("code_altered", await mei.LastWord());
            Assert.Equal("paid", (await wang.Wallet.Charge(phone.Qr(amount: 500), 500)).Is(201).Text("state"));
            foreach (var (code, why) in new[] { ("79", "18 digits"), (phone.Digits()[..^1] + "x", "base64"), ("hQVDUFYwMQ==", "template"), (new string('7', 9_000), "longer"), ("", "18 digits"), ("\0", "base64") }) {
                Assert.Contains(why, (await wang.Wallet.Charge(code, 100)).Is(400, "codeMalformed").Text("detail"), StringComparison.Ordinal);
            }
            (await wang.Wallet.Charge(phone.Digits(), 100, "telepathy")).Is(400, "malformed");
            (await wang.Wallet.Charge(phone.Digits(), 0)).Is(400, "amountInvalid");
            (await wang.Wallet.Once("/pay/v1/charges", Guid.NewGuid(), new { code = phone.Digits(), amount = new { minor = 1, currency = "EUR" }, source = "camera" })).Is(400, "currencyUnknown");
            (await mei.Wallet.Charge(phone.Digits(), 100)).Is(400, "payeeIsSelf");
            Assert.Equal(9_500, await mei.Wallet.Has());
        }
    }

    [Fact]
    public async Task Three_wrong_codes_burn_a_number_and_ten_stop_a_payee() {
        var (mei, phone, wang) = await House.Scene("guess", verified: true);
        using (mei) using (phone) using (wang) {
            var alias = phone.Next();
            var good = phone.Digits(alias, 0, 0);
            var wrong = Pay.Codes.PayCode.Read(good);
            for (var i = 1; i <= 3; i++) (await wang.Wallet.Charge((wrong with { Mac = (wrong.Mac + i) % 1_000_000 }).ToString(), 100)).Is(409, "codeRefused");
            (await wang.Wallet.Charge(good, 100)).Is(409, "codeRefused");
            Assert.Equal("code_altered", await mei.LastWord());
            for (var i = 4; i < 10; i++) (await wang.Wallet.Charge(new Pay.Codes.PayCode(alias, 0).ToString(), 100)).Is(409, "codeRefused");
            (await wang.Wallet.Charge(phone.Qr(), 100)).Is(429, "rateLimited");
            Assert.Equal(10_000, await mei.Wallet.Has());
            await House.Change("UPDATE pay_guess SET at = at - 3600001");
            (await wang.Wallet.Charge(phone.Qr(), 100)).Is(201);
        }
    }

    [Fact]
    public async Task An_old_phone_pays_nothing_once_there_is_a_new_one_or_it_was_ended() {
        var (mei, old, wang) = await House.Scene("phones", verified: true);
        using (mei) using (old) using (wang) {
            using var renewed = await CodePhone.Of(mei);
            (await wang.Wallet.Charge(old.Qr(), 100)).Is(409, "codeRefused");
            Assert.Equal("code_wrong_device", await mei.LastWord());
            // Nor does a number that was moved to it.
            (await wang.Wallet.Charge(old.Digits(renewed.Next(), 0, 0), 100)).Is(409, "codeRefused");
            Assert.Equal("code_wrong_device", await mei.LastWord());
            (await mei.Wallet.Send("POST", $"/pay/v1/code-phone/{old.Id}/aliases")).Is(404, "notFound");
            (await wang.Wallet.Send("DELETE", $"/pay/v1/code-phone/{renewed.Id}")).Is(404, "notFound");
            (await mei.Wallet.Send("DELETE", $"/pay/v1/code-phone/{renewed.Id}")).Is(204);
            (await mei.Wallet.Send("DELETE", $"/pay/v1/code-phone/{renewed.Id}")).Is(204);
            (await wang.Wallet.Charge(renewed.Qr(), 100)).Is(409, "codeRefused");
            var phones = (await mei.Wallet.Send("GET", "/pay/v1/code-phone")).Is(200).Json.GetProperty("phones").EnumerateArray().ToList();
            Assert.Equal([renewed.Id, old.Id], phones.Select(p => p.GetProperty("id").GetString()));
            Assert.All(phones, p => Assert.Equal(System.Text.Json.JsonValueKind.Number, p.GetProperty("endedAt").ValueKind));
        }
    }

    [Fact]
    public async Task Limits_hold_where_nobody_can_be_asked_also_for_many_at_once() {
        var (mei, phone, wang) = await House.Scene("limits", verified: true, minor: 200_000);
        using (mei) using (phone) using (wang) {
            var refused = phone.Qr();
            (await wang.Wallet.Charge(refused, 20_001)).Is(409, "codeRefused");
            Assert.Equal("needs_confirmation", await mei.LastWord());
            // Its number is spent by that, and has never paid.
            (await wang.Wallet.Charge(refused, 100)).Is(409, "codeRefused");
            Assert.Equal("code_already_refused", await mei.LastWord());
            // Of several at once one is paid: the next within three minutes needs a finger.
            var codes = Enumerable.Range(0, 5).Select(_ => phone.Qr()).ToList();
            var heard = await Task.WhenAll(codes.Select(c => wang.Wallet.Charge(c, 20_000)));
            Assert.Single(heard, h => h.Status == 201);
            Assert.All(heard.Where(h => h.Status != 201), h => h.Is(409, "codeRefused"));
            for (var i = 0; i < 4; i++) {
                await House.Later(mei, 180_001);
                (await wang.Wallet.Charge(phone.Qr(), 20_000)).Is(201);
            }
            await House.Later(mei, 180_001);
            (await wang.Wallet.Charge(phone.Qr(), 1)).Is(409, "codeRefused");
            Assert.Equal("limit_day", await mei.LastWord());
            Assert.Equal(100_000, await mei.Wallet.Has());
            using var fox = await Payer.With(House, "fox-limits", 0);
            await House.Change("UPDATE pay_charge SET at = at - 90000000");
            await phone.Fill(mei.Wallet);
            foreach (var (minor, status) in new[] { (6_000, 201), (4_001, 409), (4_000, 201), (1, 409) }) {
                (await fox.Wallet.Charge(phone.Qr(), minor)).Is(status);
                await House.Later(mei, 180_001);
            }
            Assert.Equal("limit_day", await mei.LastWord());
            (await wang.Wallet.Charge(phone.Qr(), 10_001, "picture")).Is(409, "codeRefused");
        }
    }

    [Fact]
    public async Task An_enrolment_is_signed_by_a_passkey_and_proved_by_the_phone() {
        using var mei = await Payer.With(House, "mei-enrol", 0);
        using var phone = new CodePhone();
        foreach (var bad in new[] { "", "AAAA", "\0", Convert.ToBase64String(new byte[65]), Convert.ToBase64String([4, .. new byte[64]]), Convert.ToBase64String([2, .. Convert.FromBase64String(phone.PublicKey)[1..]]) }) {
            (await mei.Wallet.Send("POST", "/pay/v1/code-phone/start", new { publicKey = bad })).Is(400, "malformed");
        }
        var start = () => mei.Wallet.Send("POST", "/pay/v1/code-phone/start", new { publicKey = phone.PublicKey });
        (await phone.Finish(mei, (await start()).Is(200), confirm: new byte[32])).Is(403, "codeKeyDiffers");
        (await phone.Finish(mei, (await start()).Is(200), confirm: [])).Is(403, "codeKeyDiffers");
        // Nobody else's finger, and not a device that has recognised nobody.
        using var fox = await Payer.With(House, "fox-enrol", 0);
        var begun = (await start()).Is(200);
        (await phone.Finish(fox, begun)).Is(400, "ceremonyExpired");
        mei.Device.Verifies = false;
        (await phone.Finish(mei, begun)).Is(403, "passkeyRefused");
        mei.Device.Verifies = true;
        (await phone.Finish(mei, begun)).Is(400, "ceremonyExpired");
        Assert.Equal(0, await House.Count("SELECT count(*) FROM pay_phone p JOIN people_person o ON o.person = p.person WHERE o.handle = 'mei-enrol'"));
        (await phone.Finish(mei, (await start()).Is(200))).Is(200);
        var filled = await phone.Fill(mei.Wallet);
        Assert.Equal(16, filled.Json.GetProperty("aliases").EnumerateArray().Select(a => a.GetProperty("alias").GetString()).Distinct().Count());
        Assert.Equal(filled.Json.GetProperty("aliases").GetRawText(), (await phone.Fill(mei.Wallet)).Json.GetProperty("aliases").GetRawText());
        // No key lies open in the database.
        Assert.Equal(0, await House.Count("SELECT count(*) FROM pay_phone WHERE length(key) < 60"));
        using var li = await Payer.With(House, "li-enrol", 0);
        var link = await li.Chat.OpenByPasskey(li.Device);
        (await (link with { Token = (await link.Send("POST", "/pay/v1/sessions/till", new { })).Is(200).Text("token") }).Send("GET", "/pay/v1/code-phone")).Is(403, "scopeTooSmall");
    }

    private static async Task<System.Text.Json.JsonElement> Newest(Payer payer) =>
        (await payer.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0];
}

/// <summary>On one file.</summary>
[Collection(typeof(CodesOnOneFile))]
public sealed class SqliteChargeTests(SqliteHouse house) : ChargeTests(house);

/// <summary>On a server.</summary>
[Collection(typeof(CodesOnAServer))]
public sealed class PostgreSqlChargeTests(PostgreSqlHouse house) : ChargeTests(house);
