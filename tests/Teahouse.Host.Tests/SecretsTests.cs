using System.Runtime.Versioning;
using CsCheck;
using Teahouse.Host.Secrets;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>What is sealed opens with its own key file only.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecretsTests {
    private static readonly byte[] Key = [.. Enumerable.Range(0, Seal.KeyBytes).Select(i => (byte)i)];

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Fact]
    public void What_was_sealed_opens_and_a_changed_bit_of_it_does_not() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.String[1, 20], Gen.Int[0, 10_000]).Sample((secret, name, where) => {
            var sealedOne = new Seal(Key).Close(name, secret);
            Assert.Equal(secret, new Seal(Key).Open(name, sealedOne));
            Assert.Null(new Seal(Key).Open(name + "x", sealedOne));
            sealedOne[where % sealedOne.Length] ^= 1;
            Assert.Null(new Seal(Key).Open(name, sealedOne));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(28)]
    public void What_is_too_short_does_not_open(int bytes) => Assert.Null(new Seal(Key).Open("n", new byte[bytes]));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_signing_key_is_made_once_and_needs_its_key_file(DatabaseKind kind) {
        var stop = TestContext.Current.CancellationToken;
        await using var test = await TestDatabase.Create(kind);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "sub", "keys");
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var first = await ServerSeed.Open(await SealedSecrets.Open(database, file, stop), stop);
        var second = await ServerSeed.Open(await SealedSecrets.Open(database, file, stop), stop);
        Assert.Equal(first.Seed, second.Seed);
        Assert.Equal(first.KeyId, second.KeyId);
        Assert.Matches("^ed25519:[0-9a-f]{8}$", first.KeyId);
        Assert.Equal(32, first.Seed.Length);

        var missing = await Assert.ThrowsAsync<StartRefusedException>(() => SealedSecrets.Open(database, file + ".gone", stop));
        Assert.Contains("is missing", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".gone"));

        await using var elsewhere = await TestDatabase.Create(DatabaseKind.Sqlite);
        await using var otherHouse = await elsewhere.Open([.. OpenHouse.Migrations]);
        await SealedSecrets.Open(otherHouse, file + ".other", stop);
        var wrong = await SealedSecrets.Open(database, file + ".other", stop);
        Assert.Contains("does not open", (await Assert.ThrowsAsync<StartRefusedException>(() => ServerSeed.Open(wrong, stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_file_is_for_its_owner_only() {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "keys");
        var key = KeyFile.Read(file, make: true);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(key, KeyFile.Read(file, make: false));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<StartRefusedException>(() => KeyFile.Read(file, make: true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("teahouse-key-1 ")]
    [InlineData("teahouse-key-1 AAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void Another_file_is_no_key_file(string text) {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "keys");
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("is not a key file", Assert.Throws<StartRefusedException>(() => KeyFile.Read(file, make: true)).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }
}
