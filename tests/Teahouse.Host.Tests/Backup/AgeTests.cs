using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Teahouse.Host.Backup.Age;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Backup;

/// <summary>Our age files are age files: the format's own test vectors open and are refused as they say, and what we seal opens.</summary>
public sealed class AgeTests {
    private static readonly string Vectors = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../data/age-testkit/vectors"));

    public static TheoryData<string> Names => [.. Directory.GetFiles(Vectors).Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_vectors_of_the_format_open_or_are_refused_as_they_say(string name) {
        var vector = Vector.Read(Path.Combine(Vectors, name));
        var (outcome, content) = Open(vector.File, vector.Identities);
        Assert.Equal(vector.Expected, outcome);
        if (vector.PayloadHash is { } hash) Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    [Fact]
    public void What_is_sealed_opens_whatever_its_length() {
        var (identity, recipient) = AgeIdentity.New();
        using var key = AgeIdentity.Parse(identity);
        var lengths = Gen.OneOf(Gen.Int[0, 300_000], Gen.Int[65_535, 65_537], Gen.Int[0, 1], Gen.Const(131_072));
        lengths.Sample(length => {
            var content = RandomNumberGenerator.GetBytes(length);
            var (outcome, opened) = Open(Seal(content, AgeRecipient.Parse(recipient)), [key]);
            return outcome == "success" && content.AsSpan().SequenceEqual(opened);
        }, iter: Stories.Count(60));
    }

    [Fact]
    public void A_passphrase_opens_and_another_does_not() {
        var file = Seal("tea"u8.ToArray(), new AgePassphrase("quiet lantern in the rain"));
        Assert.Equal(("success", "tea"), As(Open(file, [new AgePassphrase("quiet lantern in the rain")])));
        Assert.Equal("no match", Open(file, [new AgePassphrase("quiet lantern in the sun")]).Outcome);
    }

    [Fact]
    public void A_file_for_several_people_opens_for_each() {
        var (one, two) = (AgeIdentity.New(), AgeIdentity.New());
        var file = Seal("tea"u8.ToArray(), AgeRecipient.Parse(one.Recipient), AgeRecipient.Parse(two.Recipient));
        Assert.All([one, two], pair => Assert.Equal(("success", "tea"), As(Open(file, [AgeIdentity.Parse(pair.Identity)]))));
        Assert.Equal("no match", Open(file, [AgeIdentity.Parse(AgeIdentity.New().Identity)]).Outcome);
    }

    [Fact]
    public void Every_bit_of_a_file_counts() {
        var (identity, recipient) = AgeIdentity.New();
        using var key = AgeIdentity.Parse(identity);
        var file = Seal(RandomNumberGenerator.GetBytes(70_000), AgeRecipient.Parse(recipient));
        Gen.Int[0, file.Length * 8 - 1].Sample(bit => {
            var altered = (byte[])file.Clone();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            return Open(altered, [key]).Outcome != "success";
        }, iter: Stories.Count(400));
        Gen.Int[0, file.Length - 1].Sample(length => Open(file[..length], [key]).Outcome != "success", iter: Stories.Count(200));
    }

    [Fact]
    public void A_recipient_that_lost_a_letter_is_called_damaged_and_what_is_none_is_not() {
        var whole = AgeIdentity.New().Recipient;
        Assert.Contains("is damaged", Assert.Throws<FormatException>(() => AgeRecipient.Parse(whole[..^1])).Message, StringComparison.Ordinal);
        Assert.Contains("One begins with age1.", Assert.Throws<FormatException>(() => AgeRecipient.Parse("bad")).Message, StringComparison.Ordinal);
    }

    private static (string, string) As((string Outcome, byte[] Content) opened) => (opened.Outcome, Encoding.UTF8.GetString(opened.Content));

    private static byte[] Seal(byte[] content, params IAgeRecipient[] recipients) {
        var file = new MemoryStream();
        using var writer = new AgeWriter(file, recipients);
        writer.Write(content);
        writer.Finish();
        return file.ToArray();
    }

    private static (string Outcome, byte[] Content) Open(byte[] file, IReadOnlyList<IAgeIdentity> identities) {
        var content = new MemoryStream();
        try {
            using var reader = new AgeReader(new MemoryStream(file), identities);
            reader.CopyTo(content);
            return ("success", content.ToArray());
        } catch (AgeException e) {
            return (Word(e.Problem), content.ToArray());
        }
    }

    private static string Word(AgeProblem problem) => problem switch {
        AgeProblem.NoMatch => "no match",
        AgeProblem.HeaderForged => "HMAC failure",
        AgeProblem.PayloadDamaged or AgeProblem.Truncated => "payload failure",
        _ => "header failure",
    };

    private sealed record Vector(string Expected, string? PayloadHash, IReadOnlyList<IAgeIdentity> Identities, byte[] File) {
        public static Vector Read(string path) {
            var bytes = System.IO.File.ReadAllBytes(path);
            var end = bytes.AsSpan().IndexOf("\n\n"u8);
            var facts = Encoding.UTF8.GetString(bytes, 0, end).Split('\n').Select(l => l.Split(": ", 2)).ToLookup(l => l[0], l => l[1]);
            var file = bytes[(end + 2)..];
            return new(
                facts["expect"].Single(), facts["payload"].SingleOrDefault(),
                [.. facts["identity"].Select(AgeIdentity.Parse), .. facts["passphrase"].Select(p => new AgePassphrase(p))],
                facts["compressed"].Any() ? Inflated(file) : file);
        }

        private static byte[] Inflated(byte[] bytes) {
            using var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var whole = new MemoryStream();
            zlib.CopyTo(whole);
            return whole.ToArray();
        }
    }
}
