using System.CommandLine;
using Teahouse.Host.Settings;
using Teahouse.Pay.Payees;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.CommandLine;

/// <summary><c>teahouse payee</c>: what the operator says of payees, beside a running server.</summary>
/// <param name="everywhere">The options that say which house.</param>
internal sealed class PayeeCommands(SettingOptions everywhere) {
    private readonly Argument<string> handle = new("HANDLE") { Description = "The payee: lantern, @lantern or @lantern:teahouse.example." };

    /// <summary>The command with those below it.</summary>
    public Command Root() => new("payee", "Says of payees who they are.") { Verify(), Unverify(), Desk() };

    private Command Verify() {
        var name = new Option<string>("--name") { Description = "The name that whoever pays them sees as verified.", Required = true, HelpName = "TEXT" };
        var photo = new Option<FileInfo>("--photo") { Description = "A picture of them, JPEG or PNG, that is shown beside the name; without it they have none.", HelpName = "FILE" };
        var command = new Command("verify", "Says who a payee is, after you have seen it. Whoever pays them is shown the name and the picture.") { handle, name, photo };
        command.SetAction((typed, stop) => In(typed, async (payees, person) => await payees.Verify(person, typed.GetRequiredValue(name), PhotoIn(typed.GetValue(photo)))
            ? "Verified. Whoever pays them is shown this." : throw new StartRefusedException("Another payee is verified under this name."), stop));
        return command;
    }

    private Command Unverify() {
        var command = new Command("unverify", "Takes it back.") { handle };
        command.SetAction((typed, stop) => In(typed, async (payees, person) => await payees.Unverify(person)
            ? "No longer verified." : throw new StartRefusedException("They are not verified."), stop));
        return command;
    }

    private Command Desk() {
        var limit = new Option<string>("--limit") { Description = "How much they take in in notes in a day: 2000.00", HelpName = "AMOUNT" };
        var off = new Option<bool>("--off") { Description = "They are no cash desk any more." };
        var command = new Command("desk", "Makes a verified payee a cash desk: whoever hands notes over there gets as much of the desk's own money.") { handle, limit, off };
        command.SetAction((typed, stop) => In(typed, async (payees, person) => {
            var amount = typed.GetValue(limit);
            if (amount is null != typed.GetValue(off)) throw new StartRefusedException("Say either --limit AMOUNT or --off.");
            if (!await payees.MakeDesk(person, amount)) throw new StartRefusedException("They are not verified.");
            return amount is null ? "No longer a cash desk." : "A cash desk. In their wallet, under Receive, they pay in what is handed over.";
        }, stop));
        return command;
    }

    private static PayeePhoto? PhotoIn(FileInfo? file) {
        if (file is null) return null;
        if (!file.Exists) throw new StartRefusedException($"There is no file {file.FullName}.");
        // Not read into memory before its size is known.
        if (file.Length > PayeePhoto.BytesMax) throw new StartRefusedException($"A payee's picture has at most {PayeePhoto.BytesMax:#,0} bytes; this one has {file.Length:#,0}.");
        return PayeePhoto.Of(File.ReadAllBytes(file.FullName));
    }

    private async Task<int> In(ParseResult typed, Func<PayeeOperator, PersonId, Task<string>> act, CancellationToken stop) {
        var settings = SettingsReader.Read(SettingsSources.Read(".", everywhere.Typed(typed)));
        await using var house = await OpenHouse.Beside(settings, stop);
        var meant = typed.GetRequiredValue(handle);
        var person = await new PeopleOperator(house.Database, house.House, TimeProvider.System).PersonOf(meant, stop)
            ?? throw new StartRefusedException($"There is nobody called {meant} here.");
        try {
            Console.WriteLine(await act(new PayeeOperator(house.Database, TimeProvider.System), person));
            return 0;
        } catch (ArgumentException e) {
            throw new StartRefusedException(e.Message);
        }
    }
}
