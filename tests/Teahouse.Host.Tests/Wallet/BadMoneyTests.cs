using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.Pay;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What no money moves by: each is refused by its name, and leaves nothing behind.</summary>
public sealed class BadMoneyTests {
    private static readonly (string Body, string Code)[] BadTransfers = [
        .. from minor in (string[])["0", "-1", "-9223372036854775808", "9007199254740992", "9223372036854775807"] select (Body(minor: minor), "amountInvalid"),
        .. from minor in (string[])["9223372036854775808", "-9223372036854775809", "1e400", "1.5", "1e2", "\"100\"", "null", "true", "[]", "{}"] select (Body(minor: minor), "malformed"),
        .. from currency in (string[])["\"XXX\"", "\"cny\"", "\"CNY \"", "\"\"", "\"156\"", "\"\\u0000\"", "\"CNYEUR\""] select (Body(currency: currency), "currencyUnknown"),
        .. from currency in (string[])["null", "156", "[\"CNY\",\"EUR\"]"] select (Body(currency: currency), "malformed"),
        .. from to in (string[])["\"nobody\"", "\"\"", "\"\\u0000\"", "\"@li:elsewhere.example\"", "\"@li\"", "\"li:localhost\"", "\"%\"", "\"李\"", $"\"{new string('x', 9_000)}\""] select (Body(to: to), "payeeUnknown"),
        .. from to in (string[])["null", "7", "[\"li\"]"] select (Body(to: to), "malformed"),
        .. from to in (string[])["\"mei\"", "\"MEI\"", "\"@mei:localhost\""] select (Body(to: to), "payeeIsSelf"),
        ("""{"to":"li","amount":null}""", "malformed"), ("""{"to":"li"}""", "malformed"), ("""{"amount":{"minor":1,"currency":"CNY"}}""", "malformed"),
        ("""{"to":"li","amount":{"minor":1}}""", "malformed"), ("""{"to":"li","amount":{"minor":1,"minor":2,"currency":"CNY"}}""", "malformed"),
        ("""{"to":"li","amount":{"minor":1,"currency":"CNY","fee":1}}""", "malformed"), ("""{"to":"li","amount":{"minor":1,"currency":"CNY"},"from":"fox"}""", "malformed"),
        ("""{"to":"li","amount":[{"minor":1,"currency":"CNY"},{"minor":1,"currency":"EUR"}]}""", "malformed"),
        ("""{"to":"li","amount":{"minor":1,"currency":"CNY"},"proof":{"ceremony":"x"}}""", "ceremonyExpired"),
        ("""{"to":"li","amount":{"minor":1,"currency":"CNY"},"proof":{"ceremony":"\u0000","credential":{}}}""", "ceremonyExpired"),
        ("", "malformed"), ("null", "malformed"), ("[]", "malformed"), ("{", "malformed"),
    ];

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_is_no_payment_is_refused_by_its_name_and_nothing_moves(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        await house.Register("li");
        var before = await Rows(house);
        foreach (var (body, code) in BadTransfers) {
            var heard = await mei.Wallet.Once("/pay/v1/transfers", Guid.NewGuid(), body);
            Assert.True(heard.Code == code, $"{code} was expected of {body}: {heard.Status} {heard.Body}");
        }
        foreach (var minor in new[] { "0", "-1", "1000001", "9223372036854775807" }) {
            (await mei.Wallet.Once("/pay/v1/sandbox/play-money", Guid.NewGuid(), $$$"""{"amount":{"minor":{{{minor}}},"currency":"CNY"}}""")).Is(400, "amountInvalid");
        }
        (await mei.Wallet.Play(Guid.NewGuid(), 1, "XXX")).Is(400, "currencyUnknown");
        foreach (var path in new[] { "transfers", "sandbox/play-money" }) {
            var body = path == "transfers" ? Body() : """{"amount":{"minor":1,"currency":"CNY"}}""";
            (await mei.Wallet.Send("POST", $"/pay/v1/{path}", body)).Is(400, "malformed");
            foreach (var key in new[] { "", "7", "00000000-0000-0000-0000-000000000000", "{c0ffee00-0000-4000-8000-000000000000}", $"{Guid.NewGuid()}, {Guid.NewGuid()}", new string('a', 5_000) }) {
                (await mei.Wallet.Send("POST", $"/pay/v1/{path}", body, ("Idempotency-Key", key))).Is(400, "malformed");
            }
            (await mei.Wallet.Send("POST", $"/pay/v1/{path}", body, ("Idempotency-Key", Guid.NewGuid().ToString()), ("Idempotency-Key", Guid.NewGuid().ToString()))).Is(400, "malformed");
        }
        Assert.Equal(before, await Rows(house));
        Assert.Equal(1_000, await mei.Wallet.Has());
        await house.Audit();
    }

    [Fact]
    public async Task No_balance_grows_beyond_what_can_be_told() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 1_000);
        var account = await house.Count("SELECT account FROM pay_account WHERE person IS NOT NULL");
        var bank = LedgerAccounts.NumberOfHouse(AccountKind.SandboxBank, 156);
        var much = new Transfer(new(bank, Guid.NewGuid()), TransferPhase.Single, TransferKind.PlayMoney, bank, account, PayLimits.MinorMax - 1_001);
        Assert.Equal(TransferOutcome.Done, (await house.House.Services.GetRequiredService<LedgerDoor>().Submit(156, much)).Outcome);
        (await mei.Wallet.Play(Guid.NewGuid(), 2)).Is(409, "balanceTooLarge");
        (await mei.Wallet.Play(Guid.NewGuid(), 1)).Is(200);
        Assert.Equal(PayLimits.MinorMax, await mei.Wallet.Has());
        Assert.Equal(PayLimits.MinorMax.ToString(CultureInfo.InvariantCulture), (await mei.Wallet.Send("GET", "/pay/v1/balances")).Json[0].GetProperty("balance").GetProperty("minor").GetRawText());
        await house.Audit();
    }

    private static Task<long> Rows(WalletHouse house) => house.Count(
        "SELECT (SELECT count(*) FROM pay_transfer) + 1000 * (SELECT count(*) FROM pay_entry) + 1000000 * (SELECT count(*) FROM pay_account) + 1000000000 * (SELECT count(*) FROM pay_ceremony)");

    private static string Body(string to = "\"li\"", string minor = "1", string currency = "\"CNY\"") => $$$"""{"to":{{{to}}},"amount":{"minor":{{{minor}}},"currency":{{{currency}}}}}""";
}
