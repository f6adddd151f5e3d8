using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Payees;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Who is paid, as whoever pays sees it: anybody calls themselves what they like, the operator says who they are.</summary>
public sealed class PayeeTests {
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Whoever_pays_sees_the_name_that_the_operator_verified_and_nobody_gives_it_to_themselves(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        var (wang, fox) = (await house.Register("wang"), await house.Register("fox"));
        foreach (var one in new[] { wang, fox }) await one.Do("PUT", $"profile/{one.UserId}/displayname", new { displayname = "Lao Wang's Noodles" });
        Assert.Equal(("Lao Wang's Noodles", null), await Shown(mei, "wang"));
        var before = await mei.Wallet.AskToPay(Guid.NewGuid(), "wang", 1);

        Assert.True(await Operator(house).Verify(await PersonOf(house, "wang"), "Lao Wang's Noodles"));
        Assert.Equal(("Lao Wang's Noodles", "Lao Wang's Noodles"), await Shown(mei, "wang"));
        Assert.Equal(("Lao Wang's Noodles", null), await Shown(mei, "fox"));
        Assert.False(await Operator(house).Verify(await PersonOf(house, "fox"), "Lao Wang's Noodles"));
        // What was asked before the house said who it is was asked about somebody else.
        (await mei.Wallet.AskToPay(Guid.Parse(before.Json.GetProperty("confirms").GetProperty("id").GetString()!), "wang", 1, proof: before.Proof(mei.Device))).Is(400, "ceremonyExpired");

        var done = (await mei.Pay(Guid.NewGuid(), "wang", 7)).Is(200);
        Assert.Equal("Lao Wang's Noodles", done.Json.GetProperty("to").GetProperty("verifiedName").GetString());
        Assert.Equal("Lao Wang's Noodles", (await Newest(mei)).GetProperty("verifiedName").GetString());
        var own = (await (await wang.OpenWallet()).Send("GET", "/pay/v1/payee")).Is(200);
        Assert.Equal(("@wang:localhost", "Lao Wang's Noodles"), (own.Text("userId"), own.Text("verifiedName")));

        Assert.True(await Operator(house).Verify(await PersonOf(house, "wang"), "Wang & Daughter"));
        Assert.True(await Operator(house).Verify(await PersonOf(house, "fox"), "Lao Wang's Noodles"));
        Assert.Equal("Wang & Daughter", (await Newest(mei)).GetProperty("verifiedName").GetString());
        Assert.True(await Operator(house).Unverify(await PersonOf(house, "wang")));
        Assert.False(await Operator(house).Unverify(await PersonOf(house, "wang")));
        Assert.Equal(("Lao Wang's Noodles", null), await Shown(mei, "wang"));
        await WalletHouse.Leave(fox);
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_payee"));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_picture_that_the_operator_has_seen_is_shown_to_who_was_told_where_it_is_for_as_long_as_it_is_true(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var wang = await house.Register("wang");
        var wallet = await wang.OpenWallet();
        var (nobody, person) = (Caller.Nobody(wang.Http), await PersonOf(house, "wang"));
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
        Assert.True(await Operator(house).Verify(person, "Lao Wang", PayeePhoto.Of(picture)));
        var path = (await wallet.Send("GET", "/pay/v1/payee/face")).Is(200).Text("photo");
        var shown = (await nobody.Send("GET", path)).Is(200);
        Assert.Equal(("image/jpeg", "nosniff"), (shown.Headers["Content-Type"], shown.Headers["X-Content-Type-Options"]));
        Assert.Contains("sandbox", shown.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        (await nobody.Send("GET", path[..^1] + (path[^1] == '0' ? '1' : '0'))).Is(404, "notFound");
        // Said anew without it, there is none.
        Assert.True(await Operator(house).Verify(person, "Lao Wang"));
        (await nobody.Send("GET", path)).Is(404, "notFound");
        Assert.Equal(JsonValueKind.Null, (await wallet.Send("GET", "/pay/v1/payee/face")).Is(200).Json.GetProperty("photo").ValueKind);
    }

    [Fact]
    public void A_payees_picture_is_one() {
        foreach (var bytes in new[] { [], [0xFF, 0xD8], "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "GIF89a"u8.ToArray(), [0xFF, 0xD8, 0xFF, .. new byte[PayeePhoto.BytesMax]] }) {
            Assert.Throws<ArgumentException>(() => PayeePhoto.Of(bytes));
        }
        foreach (var bytes in new byte[][] { [0xFF, 0xD8, 0xFF, 0xDB], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] }) Assert.NotEmpty(PayeePhoto.Of(bytes).Bytes);
    }

    [Fact]
    public async Task A_verified_name_can_be_seen_whole() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        await house.Register("wang");
        var wang = await PersonOf(house, "wang");
        foreach (var name in new[] { "", " ", " Wang", "Wang\n", "Wang\0", "\u202egnaW", "Wa\u200bng", "Wang\u2028", "\ue000", new string('w', 41) }) {
            await Assert.ThrowsAsync<ArgumentException>(() => Operator(house).Verify(wang, name));
        }
        foreach (var name in new[] { "老王面馆", "Café Ω 7", new string('w', 40) }) Assert.True(await Operator(house).Verify(wang, name));
    }

    private static PayeeOperator Operator(WalletHouse house) => new(house.House.Database, TimeProvider.System);

    private static async Task<PersonId> PersonOf(WalletHouse house, string handle) =>
        (await house.House.Services.GetRequiredService<PeopleDirectory>().Find($"@{handle}:localhost", TestContext.Current.CancellationToken))!.Value;

    private static async Task<(string? Name, string? Verified)> Shown(Payer payer, string payee) {
        var to = (await payer.Wallet.AskToPay(Guid.NewGuid(), payee, 1)).Is(403, "confirmationNeeded").Json.GetProperty("confirms").GetProperty("to");
        return (to.GetProperty("name").GetString(), to.GetProperty("verifiedName").GetString());
    }

    private static async Task<JsonElement> Newest(Payer payer) =>
        (await payer.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0].GetProperty("with");
}
