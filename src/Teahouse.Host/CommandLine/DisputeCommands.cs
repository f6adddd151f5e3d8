using System.CommandLine;
using Teahouse.Host.Settings;
using Teahouse.Pay.Disputes;

namespace Teahouse.Host.CommandLine;

/// <summary><c>teahouse dispute</c>: what the operator looks at and decides where payer and payee do not agree, beside a running server.</summary>
/// <param name="everywhere">The options that say which house.</param>
internal sealed class DisputeCommands(SettingOptions everywhere) {
    private readonly Argument<string> id = new("ID") { Description = "The dispute, as \"teahouse dispute list\" names it." };

    /// <summary>The command with those below it.</summary>
    public Command Root() => new("dispute", "Looks at disputes over payments, and decides them.") { List(), Show(), Decide() };

    private Command List() {
        var command = new Command("list", "Lists those that are open, without what anybody says.");
        command.SetAction((typed, stop) => In(typed, async disputes => Lines(await disputes.List(stop) is { Count: > 0 } open ? open : ["No dispute is open."]), stop));
        return command;
    }

    private Command Show() {
        var command = new Command("show", "Shows one. That you looked stands in it, for payer and payee to see.") { id };
        command.SetAction((typed, stop) => In(typed, async disputes =>
            Lines(await disputes.Show(typed.GetRequiredValue(id), stop) ?? throw new StartRefusedException("There is no such dispute.")), stop));
        return command;
    }

    private Command Decide() {
        var refund = new Option<string>("--refund") { Description = "How much of the payment goes back: 12.50", HelpName = "AMOUNT" };
        var dismiss = new Option<bool>("--dismiss") { Description = "Nothing goes back." };
        var reason = new Option<string>("--reason") { Description = "Why. Payer and payee read it.", Required = true, HelpName = "TEXT" };
        var command = new Command("decide", "Decides one that the two have not settled: once, and for good where the money can go back.") { id, refund, dismiss, reason };
        command.SetAction((typed, stop) => In(typed, async disputes => {
            var amount = typed.GetValue(refund);
            if (amount is null != typed.GetValue(dismiss)) throw new StartRefusedException("Say either --refund AMOUNT or --dismiss.");
            if (await disputes.Decide(typed.GetRequiredValue(id), amount, typed.GetRequiredValue(reason), stop) is { } refusal) throw new StartRefusedException(refusal);
            return amount is null ? "Dismissed. Payer and payee are told why." : "Decided. The running server takes it from the payee's balance; payer and payee are told why.";
        }, stop));
        return command;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);

    private async Task<int> In(ParseResult typed, Func<DisputeOperator, Task<string>> act, CancellationToken stop) {
        var settings = SettingsReader.Read(SettingsSources.Read(".", everywhere.Typed(typed)));
        await using var house = await OpenHouse.Beside(settings, stop);
        Console.WriteLine(await act(new DisputeOperator(house.Database, TimeProvider.System)));
        return 0;
    }
}
