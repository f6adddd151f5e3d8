using Teahouse.Host.Tests.Wallet;
using Teahouse.Pay.Payees;
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
        var (picture, letter, huge) = (Path.Combine(server.Folder, "wang.png"), Path.Combine(server.Folder, "wang.txt"), Path.Combine(server.Folder, "huge.png"));
        await File.WriteAllBytesAsync(picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], stop);
        await File.WriteAllTextAsync(letter, "no picture", stop);
        await File.WriteAllBytesAsync(huge, new byte[PayeePhoto.BytesMax + 1], stop);
        Assert.Equal(0, (await server.Command("payee", "verify", "wang", "--name", "Lao Wang", "--photo", picture)).Exit);
        foreach (var words in new string[][] { ["--limit", "2000.00"], ["--limit", "1"], ["--off"] }) Assert.Equal(0, (await server.Command(["payee", "desk", "wang", .. words])).Exit);
        foreach (var (words, why) in new (string[], string)[] {
            (["desk", "wang"], "Say either --limit AMOUNT or --off."), (["desk", "wang", "--off", "--limit", "5"], "Say either --limit AMOUNT or --off."),
            (["desk", "wang", "--limit", "0"], "'0' is no amount of CNY."), (["desk", "wang", "--limit", "1.234"], "is no amount of CNY."), (["desk", "fox", "--limit", "5"], "They are not verified."),
            (["desk", "fox", "--off"], "They are not verified."), (["verify", "@fox", "--name", "Lao Wang"], "Another payee is verified under this name."), (["verify", "fox", "--name", " "], "A payee's name has 1 to 40 characters"),
            (["verify", "nobody", "--name", "Nobody"], "There is nobody called nobody here."), (["unverify", "fox"], "They are not verified."), (["verify", "fox"], "--name"),
            (["verify", "fox", "--name", "Fox", "--photo", letter], "A payee's picture is a JPEG or a PNG."), (["verify", "fox", "--name", "Fox", "--photo", huge], "at most 262,144 bytes"),
            (["verify", "fox", "--name", "Fox", "--photo", "nowhere.png"], "There is no file") }) {
            var (exit, _, errors) = await server.Command(["payee", .. words]);
            Assert.NotEqual(0, exit);
            Assert.Contains(why, errors, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await server.Command("payee", "unverify", "@wang:localhost")).Exit);
        Assert.Equal(0, (await server.Command("payee", "verify", "fox", "--name", "Lao Wang")).Exit);
    }

    [Fact]
    public async Task The_operator_reads_statements_and_writes_files_and_hears_why_not() {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--regime", "licensed-partner", "--bank-iban", "DE89 3704 0044 0532 0130 00", "--bank-name", "Teahouse Town");
        using var mei = await Townsperson.Register(server, "mei", stop);
        using var folder = new TemporaryFolder();
        var (day, file) = (Path.Combine(folder.Path, "day.xml"), Path.Combine(folder.Path, "out.xml"));
        await File.WriteAllBytesAsync(day, TownBank.Statement(TownBank.Entry("R1", 500, words: "no reference"), TownBank.Entry("R2", 20, isCredit: false)), stop);
        Assert.Contains("Nothing waits.", (await server.Command("money", "list")).Output, StringComparison.Ordinal);
        var (exit, told, _) = await server.Command("money", "read", day);
        Assert.Equal(0, exit);
        Assert.Contains("0 payments in, 0.00 CNY; 0 payments out arrived, 0 came back.", told, StringComparison.Ordinal);
        var waiting = (await server.Command("money", "list")).Output.Split('\n').Where(l => l.StartsWith("not understood", StringComparison.Ordinal)).ToList();
        var (came, fee) = (waiting.Single(l => l.Contains(" in ", StringComparison.Ordinal)).Split("  ")[1], waiting.Single(l => l.Contains(" out ", StringComparison.Ordinal)).Split("  ")[1]);
        foreach (var (words, why) in new (string[], string)[] {
            (["read", Path.Combine(folder.Path, "none.xml")], "cannot be read"), (["read", folder.Path], "cannot be read"), (["write", day], "cannot be made"), (["write", file, "--again", "7"], "There is no file 7."),
            (["reject", "X", "--reason", "x"], "Nothing called X goes out."), (["assign", came, "nobody", "--reason", "x"], "There is nobody called nobody here."), (["assign", fee, "mei", "--reason", "x"], "It is no payment in"),
            (["dismiss", "X", "--reason", "x"], "No entry called X"), (["dismiss", fee], "--reason") }) {
            var (refused, _, errors) = await server.Command(["money", .. words]);
            Assert.NotEqual(0, refused);
            Assert.Contains(why, errors, StringComparison.Ordinal);
        }
        await File.WriteAllTextAsync(day, "tea", stop);
        Assert.Contains("Nothing was changed.", (await server.Command("money", "read", day)).Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await server.Command("money", "assign", came, "mei", "--reason", "Hers.")).Exit);
        Assert.Equal(0, (await server.Command("money", "dismiss", fee, "--reason", "A fee.")).Exit);
        Assert.Contains("Nothing waits to go out.", (await server.Command("money", "write", file)).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Contains("Nothing waits.", (await server.Command("money", "list")).Output, StringComparison.Ordinal);
    }
}
