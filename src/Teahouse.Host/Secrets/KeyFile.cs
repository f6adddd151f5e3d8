using System.Security.Cryptography;
using Teahouse.Storage;

namespace Teahouse.Host.Secrets;

/// <summary>
/// The file that opens what is sealed in the database. It lies outside the data folder and its backups, so that a stolen
/// backup holds no secret. It is text: a word that says what it is, and 32 random bytes.
/// </summary>
internal static class KeyFile {
    private const string Word = "teahouse-key-1 ";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Reads the key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="make">Makes it when it is missing: the first start.</param>
    /// <exception cref="StartRefusedException">It is missing, readable by others, or no key file.</exception>
    public static byte[] Read(string path, bool make) {
        try {
            if (File.Exists(path)) return Parse(path);
            return make ? Make(path) : throw new StartRefusedException(
                $"The key file {path} is missing, and the database holds secrets that only it opens. "
                + "Name it with --keys, or put it back from where you keep it.");
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException) {   // the last of a file that may not grow
            throw new StartRefusedException($"The key file {path} cannot be used: {e.Message}");
        }
    }

    /// <summary>Refuses a file with a key in it that others can read.</summary>
    /// <exception cref="StartRefusedException">They can.</exception>
    public static void MustBeClosed(string path) {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0) {
            throw new StartRefusedException($"The key file {path} can be read by others. Close it: chmod 600 {path}");
        }
    }

    private static byte[] Parse(string path) {
        MustBeClosed(path);
        var text = File.ReadAllText(path).Trim();
        var key = new byte[Seal.KeyBytes];
        var isKey = text.StartsWith(Word, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Word.Length..], key, out var length) && length == key.Length;
        return isKey ? key : throw new StartRefusedException($"{path} is not a key file of Teahouse.");
    }

    private static byte[] Make(string path) {
        var key = RandomNumberGenerator.GetBytes(Seal.KeyBytes);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        // Whole or not at all: half a key would keep every later start from opening the house.
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try {
            using (var file = new FileStream(unfinished, options)) {
                file.Write(System.Text.Encoding.ASCII.GetBytes($"{Word}{Convert.ToBase64String(key)}\n"));
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path);
        } finally {
            File.Delete(unfinished);
        }
        return key;
    }
}
