using System.Diagnostics;
using System.Formats.Tar;
using Teahouse.Host.Backup.Age;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Backup;

/// <summary>What is not the whole backup leaves nothing, and a restore that is killed leaves nothing that looks like a house.</summary>
public sealed class RefusedRestoreTests {
    private const int KilledRounds = 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task An_altered_file_is_refused_with_its_reason_and_leaves_nothing(DatabaseKind kind) {
        await using var house = await BackedUpHouse.Build(kind);
        await house.BackUp();
        var whole = await File.ReadAllBytesAsync(house.File, Stop);
        var other = AgeIdentity.New();
        var header = whole.AsSpan().IndexOf("\n---"u8) + 49 + 16;
        const int Chunk = AgeChunks.ChunkBytes + AgeChunks.TagBytes;
        await using var into = await TestDatabase.Create(kind);

        await Refused("does not open with that key", whole, other.Identity);
        await Refused("is not whole: it ends too early", whole[..^1]);
        await Refused("is not whole: it ends too early", whole[..(header + 3 * Chunk)]);
        await Refused("is not whole: it ends too early", whole[..(header + Chunk + 1)]);
        await Refused("or was altered at its end", [.. whole, 0]);
        await Refused("is damaged or was altered", Flipped(whole, header + 5));
        await Refused("is damaged or was altered", Flipped(whole, header + 2 * Chunk + 77));
        await Refused("is damaged or was altered", [.. whole[..header], .. whole[(header + Chunk)..(header + 2 * Chunk)], .. whole[header..(header + Chunk)], .. whole[(header + 2 * Chunk)..]]);
        await Refused("has a damaged beginning", whole[..30]);
        await Refused("was altered: its beginning", Exchanged(whole, header - 30));
        await Refused("is no backup", "hello"u8.ToArray());
        await Refused("what is in it is no backup", Sealed(house.Recipient, "opening.json", "{}"));
        await Refused("what is in it is no backup", Sealed(house.Recipient, "tea.txt", "tea"));
        await Refused("This backup is of form 9", Sealed(house.Recipient, "opening.json",
            """{"format":9,"version":"9.0","madeAt":1,"serverName":"x","migrations":[],"tables":[]}"""));
        await Refused("it has no manifest", Sealed(house.Recipient, "opening.json",
            """{"format":1,"version":"0","madeAt":1,"serverName":"x","migrations":[],"tables":[]}"""));
        await Refused("has had the migration 999_later of talk", Sealed(house.Recipient, "opening.json",
            """{"format":1,"version":"0","madeAt":1,"serverName":"x","migrations":[{"module":"talk","number":999,"name":"999_later"}],"tables":[]}"""));

        await File.WriteAllBytesAsync(house.File, whole, Stop);
        Assert.Equal(0, (await house.Restore(into)).Exit);

        async Task Refused(string sentence, byte[] file, string? identity = null) {
            await File.WriteAllBytesAsync(house.File, file, Stop);
            Assert.Contains(sentence, await house.TryRestore(into, identity), StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(into.Folder));
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Nothing_is_overwritten(DatabaseKind kind) {
        await using var house = await BackedUpHouse.Build(kind);
        await house.BackUp();
        var (exit, _, errors) = await house.Server.Command("backup", house.File, "--recipient", house.Recipient);
        Assert.Equal((1, $"{house.File} is there already. A backup overwrites nothing: name another file."), (exit, errors.Trim()));
        var (again, _, refusal) = await TownServer.Run(["restore", house.File, "--identity", house.Identity,
            "--data", house.Server.Folder, "--keys", Path.Combine(house.Server.Folder, "teahouse.keys"),
            .. house.Server.ConnectionString is { } connection ? new[] { "--database", connection } : []]);
        Assert.Equal(1, again);
        Assert.Contains("is not empty", refusal, StringComparison.Ordinal);
        Assert.Equal("two", (await house.Mei.Call("GET", $"/user/{house.Mei.UserId}/account_data/org.example.list", null, Stop)).GetProperty("list")[2].GetString());
        if (kind == DatabaseKind.Sqlite) return;
        using var empty = new TemporaryFolder();
        var (full, _, why) = await TownServer.Run("restore", house.File, "--identity", house.Identity, "--data", Path.Combine(empty.Path, "new"),
            "--keys", Path.Combine(empty.Path, "keys"), "--database", house.Server.ConnectionString!);
        Assert.Equal((1, "The database is not empty. A backup is restored into an empty one only."), (full, why.Trim()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
    }

    [Fact]
    public async Task Where_no_house_is_nothing_is_backed_up() {
        using var folder = new TemporaryFolder();
        var nowhere = Path.Combine(folder.Path, "none");
        var (exit, _, errors) = await TownServer.Run("backup", Path.Combine(folder.Path, "b"), "--recipient", AgeIdentity.New().Recipient, "--data", nowhere);
        Assert.Equal(1, exit);
        Assert.StartsWith($"{nowhere}: no house has ever been opened here.", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Contains("Say for whom", (await TownServer.Run("backup", "x")).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_restore_that_is_killed_is_no_house_and_the_next_one_is(DatabaseKind kind) {
        await using var house = await BackedUpHouse.Build(kind);
        await house.BackUp();
        var into = await TestDatabase.Create(kind);
        var broken = 0;
        for (var round = 0; round < KilledRounds; round++) {
            var files = 3 * round;
            if (!await KillOnce(house, into, files)) break;
            broken++;
            var (exit, _, errors) = await TownServer.Run(["serve", "--urls", $"http://127.0.0.1:{TownServer.FreePort()}", .. TownServer.Where(into)]);
            Assert.Equal(1, exit);
            Assert.Contains("was broken off, so there is no house yet. Run teahouse restore again.", errors, StringComparison.Ordinal);
        }
        Assert.NotEqual(0, broken);
        if (!await Database.Exists(into.Folder, into.ConnectionString, Stop)) {
            var (exit, _, errors) = await house.Restore(into);
            Assert.True(exit == 0, errors);
        }
        await using var restored = await TownServer.StartOn(into, "--rate-limits", "off");
        using var li = Townsperson.Of(restored, house.Li);
        Assert.Equal(await BackedUpHouse.Messages(house.Li, house.RoomId), await BackedUpHouse.Messages(li, house.RoomId));
        Assert.False(Directory.Exists(Path.Combine(into.Folder, "restoring", "media")));
    }

    /// <summary>Kills a restore once it has written so many files.</summary>
    /// <returns>Whether it was killed before there was a house.</returns>
    private static async Task<bool> KillOnce(BackedUpHouse house, TestDatabase into, int files) {
        using var restoring = Process.Start(TownServer.Info(["restore", house.File, "--identity", house.Identity, .. TownServer.Where(into)]))!;
        var folder = Path.Combine(into.Folder, "restoring");
        while (!restoring.HasExited && FilesIn(folder) <= files) await Task.Yield();
        restoring.Kill();
        await restoring.WaitForExitAsync(Stop);
        return Directory.Exists(folder) && !await Database.Exists(into.Folder, into.ConnectionString, Stop);
    }

    private static int FilesIn(string folder) {
        try {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length : -1;
        } catch (DirectoryNotFoundException) {
            return -1;
        }
    }

    // Still base64, so that it reads well and proves wrong.
    private static byte[] Exchanged(byte[] file, int at) {
        var altered = (byte[])file.Clone();
        altered[at] = altered[at] == (byte)'A' ? (byte)'B' : (byte)'A';
        return altered;
    }

    private static byte[] Flipped(byte[] file, int at) {
        var altered = (byte[])file.Clone();
        altered[at] ^= 0x80;
        return altered;
    }

    private static byte[] Sealed(string recipient, string name, string text) {
        var file = new MemoryStream();
        using var age = new AgeWriter(file, [AgeRecipient.Parse(recipient)]);
        using (var tar = new TarWriter(age, TarEntryFormat.Pax, leaveOpen: true)) {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
        }
        age.Finish();
        return file.ToArray();
    }
}
