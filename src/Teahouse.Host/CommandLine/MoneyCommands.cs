using System.CommandLine;
using System.Globalization;
using Teahouse.Host.Settings;
using Teahouse.Pay.Bank;
using Teahouse.People;

namespace Teahouse.Host.CommandLine;

/// <summary><c>teahouse money</c>: what goes between the house and its bank, in files, beside a running server.</summary>
/// <param name="everywhere">The options that say which house.</param>
internal sealed class MoneyCommands(SettingOptions everywhere) {
    private readonly Argument<string> file = new("FILE") { Description = "The file." };
    private readonly Argument<string> id = new("ID") { Description = "As \"teahouse money list\" names it." };
    private readonly Option<string> reason = new("--reason") { Description = "Why.", Required = true, HelpName = "TEXT" };

    /// <summary>The command with those below it.</summary>
    public Command Root() => new("money", "Takes in a bank's statements, and writes payments for it.") { List(), Read(), Write(), Reject(), Assign(), Dismiss() };

    private Command List() {
        var command = new Command("list", "Lists what waits for the bank, for its word, and to be understood.");
        command.SetAction((typed, stop) => In(typed, async (bank, _) => Lines(await bank.List(stop) is { Count: > 0 } waiting ? waiting : ["Nothing waits."]), stop));
        return command;
    }

    private Command Read() {
        var command = new Command("read", "Reads a statement of the bank (camt.053): what came becomes its owner's by the reference on it, each entry once.") { file };
        command.SetAction((typed, stop) => In(typed, async (bank, _) => {
            await using var stream = Opened(typed.GetRequiredValue(file));
            var (lines, refusal) = await bank.Read(stream, stop);
            return Lines(lines ?? throw new StartRefusedException($"{typed.GetRequiredValue(file)}: {refusal} Nothing was changed."));
        }, stop));
        return command;
    }

    private Command Write() {
        var again = new Option<long?>("--again") { Description = "Writes an earlier file again, byte for byte, instead of a new one.", HelpName = "NUMBER" };
        var command = new Command("write", "Writes a file of payments for the bank (pain.001) with all that waits to go out, each once.") { file, again };
        command.SetAction((typed, stop) => In(typed, async (bank, _) => {
            var path = typed.GetRequiredValue(file);
            await using var made = Made(path);
            try {
                var (said, bytes) = await Written(bank, typed.GetValue(again), stop);
                if (bytes is null) {
                    File.Delete(path);
                    return said;
                }
                await made.WriteAsync(bytes, stop);
                made.Flush(flushToDisk: true);
                return said;
            } catch (StartRefusedException) {
                File.Delete(path);
                throw;
            }
        }, stop));
        return command;
    }

    private Command Reject() {
        var command = new Command("reject", "Says of money on its way out that the bank did not pay it: it comes back to its owner, who reads why.") { id, reason };
        command.SetAction((typed, stop) => In(typed, async (bank, _) =>
            await bank.Reject(typed.GetRequiredValue(id), typed.GetRequiredValue(reason), stop) is { } refusal ? throw new StartRefusedException(refusal)
                : "It comes back to its owner. Make sure that the bank does not pay it all the same.", stop));
        return command;
    }

    private Command Assign() {
        var handle = new Argument<string>("HANDLE") { Description = "Whose it is: lantern, @lantern or @lantern:teahouse.example." };
        var command = new Command("assign", "Says whose a payment in is that was not understood.") { id, handle, reason };
        command.SetAction((typed, stop) => In(typed, async (bank, house) => {
            var meant = typed.GetRequiredValue(handle);
            var person = await new PeopleOperator(house.Database, house.House, TimeProvider.System).PersonOf(meant, stop)
                ?? throw new StartRefusedException($"There is nobody called {meant} here.");
            return await bank.Assign(typed.GetRequiredValue(id), person, typed.GetRequiredValue(reason), stop) is { } refusal ? throw new StartRefusedException(refusal) : "The running server gives it to them.";
        }, stop));
        return command;
    }

    private Command Dismiss() {
        var command = new Command("dismiss", "Says of an entry that it is dealt with: a fee of the bank, or what was sent back there.") { id, reason };
        command.SetAction((typed, stop) => In(typed, async (bank, _) =>
            await bank.Dismiss(typed.GetRequiredValue(id), typed.GetRequiredValue(reason), stop) is { } refusal ? throw new StartRefusedException(refusal) : "Dealt with.", stop));
        return command;
    }

    private static async Task<(string Said, byte[]? File)> Written(BankOperator bank, long? again, CancellationToken stop) {
        if (again is { } earlier) {
            var (same, none) = await bank.Again(earlier, stop);
            return (string.Create(CultureInfo.InvariantCulture, $"File {earlier} once more. A bank that has it already pays it once: it knows it by its name."), same ?? throw new StartRefusedException(none!));
        }
        var (number, bytes, refusal) = await bank.Write(stop);
        if (refusal is not null) throw new StartRefusedException(refusal);
        return (bytes is null ? "Nothing waits to go out." : string.Create(CultureInfo.InvariantCulture, $"File {number}. Give it to the bank, once; \"teahouse money write --again {number}\" makes it again."), bytes);
    }

    private static FileStream Opened(string path) {
        try {
            return File.OpenRead(path);
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException) {
            throw new StartRefusedException($"{path} cannot be read: {e.Message}");
        }
    }

    // It names people's accounts, and an older file may be the only one that tells what the bank was given.
    private static FileStream Made(string path) {
        try {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, options);
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException) {
            throw new StartRefusedException($"{path} cannot be made: {e.Message}");
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);

    private async Task<int> In(ParseResult typed, Func<BankOperator, OpenHouse, Task<string>> act, CancellationToken stop) {
        var settings = SettingsReader.Read(SettingsSources.Read(".", everywhere.Typed(typed)));
        await using var house = await OpenHouse.Beside(settings, stop);
        Console.WriteLine(await act(new BankOperator(house.Database, house.Bank, TimeProvider.System), house));
        return 0;
    }
}
