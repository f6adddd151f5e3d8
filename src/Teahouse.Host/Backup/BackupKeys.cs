using Teahouse.Host.Backup.Age;

namespace Teahouse.Host.Backup;

/// <summary>Reads what the operator names to seal and to open backups with.</summary>
internal static class BackupKeys {
    /// <summary>Makes a key file for backups, as age-keygen does.</summary>
    /// <returns>The public key.</returns>
    /// <exception cref="StartRefusedException">The file is there already.</exception>
    public static string Make(string path) {
        var (identity, recipient) = AgeIdentity.New();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try {
            using var file = new StreamWriter(path, options);
            file.Write($"# public key: {recipient}\n{identity}\n");
            return recipient;
        } catch (IOException e) {
            throw new StartRefusedException($"{path} cannot be made: {e.Message}");
        }
    }

    /// <summary>Whom a backup is sealed to.</summary>
    /// <exception cref="StartRefusedException">Neither or both were named, or one is not what it must be.</exception>
    public static IReadOnlyList<IAgeRecipient> Recipients(IReadOnlyList<string> recipients, string? passphraseFile) {
        if (recipients.Count > 0 == passphraseFile is not null) {
            throw new StartRefusedException("Say for whom the backup is sealed: --recipient KEY (\"teahouse backup-key\" makes one), or --passphrase-file FILE.");
        }
        if (passphraseFile is not null) return [new AgePassphrase(Passphrase(passphraseFile, HostLimits.BackupPassphraseCharsMin))];
        try {
            return [.. recipients.Select(AgeRecipient.Parse)];
        } catch (FormatException e) {
            throw new StartRefusedException($"--recipient: {e.Message}");
        }
    }

    /// <summary>What opens a backup.</summary>
    /// <exception cref="StartRefusedException">Neither or both were named, or one is not what it must be.</exception>
    public static IReadOnlyList<IAgeIdentity> Identities(string? identityFile, string? passphraseFile) {
        if (identityFile is null == passphraseFile is null) {
            throw new StartRefusedException("Say what opens the backup: --identity FILE or --passphrase-file FILE.");
        }
        if (passphraseFile is not null) return [new AgePassphrase(Passphrase(passphraseFile, atLeast: 1))];
        var lines = Text(identityFile!).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').ToList();
        try {
            return lines.Count > 0 ? [.. lines.Select(AgeIdentity.Parse)] : throw new FormatException("There is no key in it.");
        } catch (FormatException e) {
            throw new StartRefusedException($"{identityFile}: {e.Message}");
        }
    }

    private static string Passphrase(string path, int atLeast) {
        var passphrase = Text(path).TrimEnd('\r', '\n');
        return passphrase.Length >= atLeast ? passphrase : throw new StartRefusedException(
            $"The passphrase in {path} has {passphrase.Length} characters; it needs {atLeast}. Whoever gets hold of a backup may guess for years.");
    }

    private static string Text(string path) {
        try {
            return File.ReadAllText(path);
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException) {
            throw new StartRefusedException($"{path} cannot be read: {e.Message}");
        }
    }
}
