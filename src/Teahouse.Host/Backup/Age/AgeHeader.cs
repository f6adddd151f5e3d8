using System.Security.Cryptography;
using System.Text;

namespace Teahouse.Host.Backup.Age;

/// <summary>The header of an age file: who can open it, and a code over all of it by the file's key.</summary>
internal static class AgeHeader {
    private const string Version = "age-encryption.org/v1";
    private const string StanzaMark = "-> ";
    private const string EndMark = "---";
    private const int BodyColumns = 64;

    /// <summary>Writes a header for these recipients.</summary>
    public static byte[] Write(IEnumerable<IAgeRecipient> recipients, byte[] fileKey) {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var stanza in recipients.Select(r => r.Wrap(fileKey))) {
            text.Append(StanzaMark).AppendJoin(' ', [stanza.Type, .. stanza.Arguments]).Append('\n');
            var body = AgeStanza.Base64(stanza.Body);
            for (var at = 0; at <= body.Length; at += BodyColumns) text.Append(body.AsSpan(at, Math.Min(BodyColumns, body.Length - at))).Append('\n');
        }
        text.Append(EndMark);
        var covered = Encoding.ASCII.GetBytes(text.ToString());
        return [.. covered, .. Encoding.ASCII.GetBytes($" {AgeStanza.Base64(Mac(fileKey, covered))}\n")];
    }

    /// <summary>Reads the header and opens it.</summary>
    /// <returns>The file's key.</returns>
    /// <exception cref="AgeException">It does not open.</exception>
    public static byte[] Open(Stream file, IReadOnlyList<IAgeIdentity> identities) {
        var lines = new HeaderLines(file);
        if (lines.Next(AgeProblem.NotAge) != Version) throw new AgeException(AgeProblem.NotAge);
        var stanzas = new List<AgeStanza>();
        var line = lines.Next();
        for (; line.StartsWith(StanzaMark, StringComparison.Ordinal); line = lines.Next()) stanzas.Add(Stanza(line, lines));
        if (stanzas.Count == 0 || !line.StartsWith(EndMark + " ", StringComparison.Ordinal)) throw new AgeException(AgeProblem.HeaderDamaged);
        var mac = AgeStanza.FromBase64(line[(EndMark.Length + 1)..]);
        if (mac.Length != SHA256.HashSizeInBytes) throw new AgeException(AgeProblem.HeaderDamaged);
        var fileKey = identities.Select(i => i.Unwrap(stanzas)).FirstOrDefault(k => k is not null) ?? throw new AgeException(AgeProblem.NoMatch);
        var covered = lines.Read.AsSpan()[..^(line.Length + 1 - EndMark.Length)];
        return CryptographicOperations.FixedTimeEquals(mac, Mac(fileKey, covered)) ? fileKey : throw new AgeException(AgeProblem.HeaderForged);
    }

    private static AgeStanza Stanza(string line, HeaderLines lines) {
        var words = line[StanzaMark.Length..].Split(' ');
        if (words.Any(w => w.Length == 0 || w.Any(c => c is < '!' or > '~'))) throw new AgeException(AgeProblem.HeaderDamaged);
        var body = new StringBuilder();
        string part;
        do {
            part = lines.Next();
            if (part.Length > BodyColumns) throw new AgeException(AgeProblem.HeaderDamaged);
            body.Append(part);
        } while (part.Length == BodyColumns);
        return new(words[0], words[1..], AgeStanza.FromBase64(body.ToString()));
    }

    private static byte[] Mac(byte[] fileKey, ReadOnlySpan<byte> covered) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, [], "header"u8.ToArray()), covered);

    /// <summary>Reads line by line and keeps what was read: the code at the end is over the bytes as they stand.</summary>
    private sealed class HeaderLines(Stream file) {
        private readonly List<byte> read = [];

        public byte[] Read => [.. read];

        public string Next(AgeProblem otherwise = AgeProblem.HeaderDamaged) {
            var line = new StringBuilder();
            while (true) {
                var next = file.ReadByte();
                if (next < 0 || next > '~' || read.Count >= HostLimits.BackupHeaderBytesMax) throw new AgeException(otherwise);
                read.Add((byte)next);
                if (next == '\n') return line.ToString();
                line.Append((char)next);
            }
        }
    }
}
