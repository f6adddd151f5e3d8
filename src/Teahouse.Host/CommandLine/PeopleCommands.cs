using System.CommandLine;
using System.Globalization;
using Teahouse.Host.Settings;
using Teahouse.People;

namespace Teahouse.Host.CommandLine;

/// <summary><c>teahouse people</c>: what the operator does for people, beside a running server.</summary>
/// <param name="everywhere">The options that say which house.</param>
internal sealed class PeopleCommands(SettingOptions everywhere) {
    private const int NumberMax = 10_000;

    private readonly Argument<string> handle = new("HANDLE") { Description = "The person: lantern, @lantern or @lantern:teahouse.example." };

    /// <summary>The command with those below it.</summary>
    public Command Root() => new("people", "Invites people, lets them in, suspends them.") { Invite(), LetIn(), Suspend(), Unsuspend() };

    private Command Invite() {
        var uses = Number("--uses", "How many people may register with it.", 1);
        var days = Number("--days", "After how many days it ends.", 30);
        var command = new Command("invite", "Makes a registration token, for a house where one needs one.") { uses, days };
        command.SetAction((typed, stop) => In(typed, async people => {
            var (many, last) = (typed.GetValue(uses), TimeProvider.System.GetUtcNow().AddDays(typed.GetValue(days)));
            return new(await people.Invite(many, typed.GetValue(days)), $"Whoever signs up types it as their invitation: {(many == 1 ? "one person" : $"{many} people")}, until {Moment(last)}.");
        }, stop));
        return command;
    }

    private Command LetIn() {
        var command = new Command("let-in", "Ends all sessions of somebody who has lost every way in, and makes a link that lets them in once. They are told.") { handle };
        command.SetAction((typed, stop) => In(typed, async people => await people.LetIn(typed.GetRequiredValue(handle), stop) is { } link
            ? await OnceItHolds(new(link.ToString(), $"All their sessions are ended. The link lets in whoever opens it, once, until {Moment(TimeProvider.System.GetUtcNow() + PeopleOperator.LetInLasts)}."), stop)
            : null, stop));
        return command;
    }

    private Command Suspend() {
        var reason = new Option<string>("--reason") { Description = "Why; the person reads it.", Required = true, HelpName = "TEXT" };
        var command = new Command("suspend", "Suspends somebody: they read, leave and take their data with them, and send nothing.") { handle, reason };
        command.SetAction((typed, stop) => In(typed, async people =>
            await people.Suspend(typed.GetRequiredValue(handle), typed.GetRequiredValue(reason), stop)
                ? await OnceItHolds(new("Suspended. They see when and why."), stop) : null, stop));
        return command;
    }

    private Command Unsuspend() {
        var command = new Command("unsuspend", "Ends a suspension.") { handle };
        command.SetAction((typed, stop) => In(typed, async people =>
            await people.Unsuspend(typed.GetRequiredValue(handle), stop) ? await OnceItHolds(new("No longer suspended."), stop) : null, stop));
        return command;
    }

    // A server remembers for a moment whose session a token is. Who reads that it is done tries it at once.
    private static async Task<Said> OnceItHolds(Said said, CancellationToken stop) {
        await Task.Delay(PeopleOperator.HoldsWithin, TimeProvider.System, stop);
        return said;
    }

    private static Option<int> Number(string name, string description, int usual) => new(name) {
        Description = description, DefaultValueFactory = _ => usual, HelpName = "NUMBER", CustomParser = result => {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= NumberMax) return number;
            result.AddError($"{name} is a number from 1 to {NumberMax}.");
            return usual;
        },
    };

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Opens the house beside the server and says what came of it; null says that there is nobody. What explains it goes where errors go,
    /// so that a script reads the answer alone.
    /// </summary>
    private async Task<int> In(ParseResult typed, Func<PeopleOperator, Task<Said?>> act, CancellationToken stop) {
        var settings = SettingsReader.Read(SettingsSources.Read(".", everywhere.Typed(typed)));
        await using var house = await OpenHouse.Beside(settings, stop);
        try {
            var answer = await act(new PeopleOperator(house.Database, house.House, TimeProvider.System))
                ?? throw new StartRefusedException($"There is nobody called {typed.GetRequiredValue(handle)} here.");
            Console.WriteLine(answer.Answer);
            if (answer.Explained is { } more) await Console.Error.WriteLineAsync(more);
            return 0;
        } catch (ArgumentException e) {
            throw new StartRefusedException(e.Message);
        }
    }

    private sealed record Said(string Answer, string? Explained = null);
}
