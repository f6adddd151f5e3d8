using System.CommandLine;
using System.CommandLine.Invocation;
using Teahouse.Host.Serving;
using Teahouse.Host.Settings;

namespace Teahouse.Host.CommandLine;

/// <summary>The <c>teahouse</c> program: what can be typed, and what each word means.</summary>
internal static class TeahouseCommand {
    private const int Refused = 1;

    /// <summary>Does what was typed. A mistake is one sentence on standard error, never a stack trace.</summary>
    /// <returns>The exit code: 0, or 1 when refused.</returns>
    public static async Task<int> Run(string[] arguments) {
        // An argument that begins with @ is a person, never a file of arguments.
        var typed = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (typed.Action is ParseErrorAction) return await Mistyped(typed);
        try {
            // The host listens to SIGTERM and SIGINT itself, and takes its time.
            return await typed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        } catch (StartRefusedException refusal) {
            await Console.Error.WriteLineAsync(refusal.Message);
            return Refused;
        }
    }

    private static async Task<int> Mistyped(ParseResult typed) {
        foreach (var mistake in typed.Errors) await Console.Error.WriteLineAsync(mistake.Message);
        await Console.Error.WriteLineAsync("teahouse --help says what can be typed.");
        return Refused;
    }

    /// <summary>The program's words. Without a command it serves.</summary>
    internal static RootCommand Root() {
        var everywhere = new SettingOptions(Setting.OfEveryCommand);
        var serving = new SettingOptions(Setting.OfServe);
        var root = new RootCommand(
            """
            Teahouse: a super app that looks at nobody.

            Every option can also stand in appsettings.json (in the folder where you start it) as Teahouse:Key, or in the
            environment as Teahouse__Key: --server-name is Teahouse__ServerName. What is typed wins.

            In a clone, ./run cluster starts three servers of one house on this machine, to try it, and ./run story plays the scene
            on the platform, step by step, against a fresh house or the one at the address behind it.
            """);
        var serve = new Command("serve", "Opens the house. Without a command, this is what happens.");
        everywhere.AddTo(root, recursive: true);
        root.Add(serve);
        root.Add(new PeopleCommands(everywhere).Root());
        root.Add(new PayeeCommands(everywhere).Root());
        root.Add(new DisputeCommands(everywhere).Root());
        root.Add(new MoneyCommands(everywhere).Root());
        root.Add(new LedgerCommands(everywhere).Root());
        foreach (var command in new BackupCommands(everywhere).All()) root.Add(command);
        foreach (var command in (Command[])[root, serve]) {
            serving.AddTo(command, recursive: false);
            command.SetAction((typed, stop) => Serve.Run(SettingsSources.Read(".", [.. everywhere.Typed(typed), .. serving.Typed(typed)]), stop));
        }
        return root;
    }
}
