using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>What the operator asks and says of money, beside a running server.</summary>
public sealed class MoneyCommandsTests {
    [Fact]
    public async Task The_operator_hears_that_the_ledger_is_proved_and_what_of_it_is_not_true() {
        await using var server = await TownServer.Start();
        var (exit, told, _) = await server.Command("ledger", "audit");
        Assert.Equal(0, exit);
        Assert.Contains("proved    The sum of all accounts is zero", told, StringComparison.Ordinal);
        await using (var database = await Database.Open(server.Folder, server.ConnectionString, [], TimeProvider.System, TestContext.Current.CancellationToken)) {
            await database.Write(new(Statement.Do("INSERT INTO pay_entry (account, number, currency, amount, balance) VALUES (1, 1, 156, 5, 5)")), TestContext.Current.CancellationToken);
        }
        (exit, told, _) = await server.Command("ledger", "audit");
        Assert.Equal(1, exit);
        Assert.Contains("NOT TRUE  The sum of all accounts is zero: currency 156", told, StringComparison.Ordinal);
        Assert.DoesNotContain("proved", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_says_who_a_payee_is_and_hears_why_not() {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await TownServer.Start();
        using var wang = await Townsperson.Register(server, "wang", stop);
        using var fox = await Townsperson.Register(server, "fox", stop);
        Assert.Equal(0, (await server.Command("payee", "verify", "wang", "--name", "Lao Wang")).Exit);
        foreach (var (words, why) in new (string[], string)[] {
            (["verify", "@fox", "--name", "Lao Wang"], "Another payee is verified under this name."), (["verify", "fox", "--name", " "], "A payee's name has 1 to 40 characters"),
            (["verify", "nobody", "--name", "Nobody"], "There is nobody called nobody here."), (["unverify", "fox"], "They are not verified."), (["verify", "fox"], "--name") }) {
            var (exit, _, errors) = await server.Command(["payee", .. words]);
            Assert.NotEqual(0, exit);
            Assert.Contains(why, errors, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await server.Command("payee", "unverify", "@wang:localhost")).Exit);
        Assert.Equal(0, (await server.Command("payee", "verify", "fox", "--name", "Lao Wang")).Exit);
    }
}
