using System.CommandLine;
using Teahouse.Host.Backup;
using Teahouse.Host.Settings;

namespace Teahouse.Host.CommandLine;

/// <summary><c>teahouse backup</c>, <c>restore</c> and <c>backup-key</c>.</summary>
/// <param name="everywhere">The options that say which house.</param>
internal sealed class BackupCommands(SettingOptions everywhere) {
    private readonly Argument<string> file = new("FILE") { Description = "The backup." };
    private readonly Option<string> passphrase = new("--passphrase-file") { Description = "A file with the passphrase.", HelpName = "FILE" };

    /// <summary>The commands.</summary>
    public IEnumerable<Command> All() => [Backup(), Restore(), Key()];

    private Command Backup() {
        var recipients = new Option<string[]>("--recipient") {
            Description = "The public key that the backup is sealed to; may be said several times.", HelpName = "KEY", DefaultValueFactory = _ => [],
        };
        var command = new Command("backup", "Writes database, media and the server's signing key into one sealed file, beside a running server.") { file, recipients, passphrase };
        command.SetAction((typed, stop) => Say(typed, "Backed up", settings => BackupWriter.Write(
            settings, typed.GetRequiredValue(file), BackupKeys.Recipients(typed.GetRequiredValue(recipients), typed.GetValue(passphrase)), TimeProvider.System, stop)));
        return command;
    }

    private Command Restore() {
        var identity = new Option<string>("--identity") { Description = "A file with the private key that opens the backup.", HelpName = "FILE" };
        var command = new Command("restore", "Makes a house of a backup, in an empty data folder and database.") { file, identity, passphrase };
        command.SetAction((typed, stop) => Say(typed, "Restored", settings => Host.Backup.Restore.Run(
            settings, typed.GetRequiredValue(file), BackupKeys.Identities(typed.GetValue(identity), typed.GetValue(passphrase)), TimeProvider.System, stop)));
        return command;
    }

    private Command Key() {
        var path = new Argument<string>("FILE") { Description = "The file to make, with the private key in it. Keep it away from the server." };
        var command = new Command("backup-key", "Makes a key pair for backups, and prints the public key.") { path };
        command.SetAction(typed => Console.WriteLine(BackupKeys.Make(typed.GetRequiredValue(path))));
        return command;
    }

    private async Task<int> Say(ParseResult typed, string done, Func<HouseSettings, Task<BackupSummary>> act) {
        var settings = SettingsReader.Read(SettingsSources.Read(".", everywhere.Typed(typed)));
        try {
            Console.WriteLine($"{done} {await act(settings)}");
            return 0;
        } catch (Exception e) when (e is System.Data.Common.DbException or IOException or UnauthorizedAccessException) {
            throw OpenHouse.Refusal(settings, e);
        }
    }
}
