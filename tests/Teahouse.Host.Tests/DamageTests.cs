using System.Security.Cryptography;
using System.Text;
using Teahouse.Host.Backup.Age;
using Teahouse.Host.Secrets;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>A start on something damaged says which file it is and what to do, and makes no new house over the old one.</summary>
public sealed class DamageTests {
    private const int PageBytes = 4096;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_is_lost_is_found() => await Refused("is damaged", file => Overwrite(file, PageBytes * 40, new byte[PageBytes]));

    [Fact]
    public async Task Every_page_counts() {
        using var house = await Built();
        var whole = await File.ReadAllBytesAsync(house.File, Stop);
        for (var page = 0; page < whole.Length / PageBytes; page++) {
            var noise = (byte[])whole.Clone();
            RandomNumberGenerator.Fill(noise.AsSpan(page * PageBytes, PageBytes));
            await File.WriteAllBytesAsync(house.File, noise, Stop);
            Assert.Contains($"The database {house.File} is damaged", (await house.Start())!, StringComparison.Ordinal);
            Assert.Equal(noise, await File.ReadAllBytesAsync(house.File, Stop));
        }
        await File.WriteAllBytesAsync(house.File, whole, Stop);
        Assert.Null(await house.Start());
    }

    [Fact]
    public async Task A_file_that_ends_too_early_is_found() => await Refused("is damaged", file => File.WriteAllBytes(file, File.ReadAllBytes(file)[..(PageBytes * 20)]));

    [Fact]
    public async Task Something_else_in_its_place_is_found() => await Refused("is damaged (SQLite Error 26", file => File.WriteAllText(file, new string('x', 9000)));

    [Fact]
    public async Task A_lost_file_is_not_made_anew_where_media_lie() {
        using var house = await Built();
        Directory.CreateDirectory(Path.Combine(house.Folder, "media", "ab"));
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "media", "ab", "abcd"), "a picture", Stop);
        Assert.Null(await house.Start());
        File.Delete(house.File);
        Assert.Contains("holds parts of a house, and no database teahouse.db", await house.Start(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(house.File, "", Stop);
        Assert.Contains("holds parts of a house, and no database teahouse.db", await house.Start(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_noise_is_passed_over_and_one_of_another_house_is_refused() {
        using var house = await Built();
        await File.WriteAllBytesAsync(house.File + "-wal", RandomNumberGenerator.GetBytes(PageBytes * 3), Stop);
        Assert.Null(await house.Start());

        using var other = await Built(rows: 3000);
        var log = await other.LogWhileOpen();
        await File.WriteAllBytesAsync(house.File + "-wal", log, Stop);
        Assert.Contains($"The database {house.File} is damaged", await house.Start(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_media_folder_that_is_none_is_named_by_the_program() {
        using var house = await Built();
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "media"), "", Stop);
        var (exit, output, errors) = await TownServer.Run("serve", "--urls", $"http://127.0.0.1:{TownServer.FreePort()}",
            "--data", house.Folder, "--keys", Path.Combine(house.Folder, "keys"));
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"--data: the media folder {Path.Combine(house.Folder, "media")} cannot be used", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_says_it_in_one_sentence() {
        using var house = await Built();
        await File.WriteAllTextAsync(house.File, new string('x', 9000), Stop);
        var (exit, output, errors) = await TownServer.Run("serve", "--urls", $"http://127.0.0.1:{TownServer.FreePort()}",
            "--data", house.Folder, "--keys", Path.Combine(house.Folder, "keys"));
        Assert.Equal((1, "", 1), (exit, output, errors.Trim().Split('\n').Length));
        Assert.StartsWith($"The database {house.File} is damaged", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_house_is_not_backed_up_as_if_it_were_whole() {
        using var house = await Built(rows: 3000);
        Overwrite(house.File, await PageOfRows(house.File), new byte[PageBytes]);
        var backup = Path.Combine(house.Folder, "b.age");
        var (exit, _, errors) = await TownServer.Run("backup", backup, "--recipient", AgeIdentity.New().Recipient,
            "--data", house.Folder, "--keys", Path.Combine(house.Folder, "keys"));
        Assert.Equal((1, 1), (exit, errors.Trim().Split('\n').Length));
        Assert.StartsWith($"The database in {house.Folder} is damaged", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(house.Folder, "b.age*"));
    }

    private static async Task Refused(string sentence, Action<string> damage) {
        using var house = await Built();
        damage(house.File);
        Assert.Contains(sentence, await house.Start(), StringComparison.Ordinal);
    }

    // A page of rows: where one of an index is lost the backup is whole all the same, because it takes rows.
    private static async Task<long> PageOfRows(string file) {
        var bytes = await System.IO.File.ReadAllBytesAsync(file, Stop);
        var half = bytes.Length / 2;
        var at = half + bytes.AsSpan(half).IndexOf(Encoding.ASCII.GetBytes(new string('t', 700)));
        Assert.True(at >= half);
        return at / PageBytes * PageBytes;
    }

    private static void Overwrite(string file, long at, byte[] bytes) {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Position = at;
        stream.Write(bytes);
    }

    private static async Task<House> Built(int rows = 300) {
        var house = new House();
        await using var open = await OpenHouse.ToServe(house.Settings, Stop);
        await SealedSecrets.Open(open.Database, house.Settings.KeyFile, Stop);
        await house.Fill(open.Database, rows);
        return house;
    }

    /// <summary>A house on disk, closed.</summary>
    private sealed class House : IDisposable {
        private readonly TemporaryFolder folder = new();

        public string Folder => folder.Path;

        public string File => Database.FileIn(Folder);

        public HouseSettings Settings => SettingsReader.Read(SettingsSources.Read(Folder, [
            KeyValuePair.Create<string, string?>(Setting.Data.Key, Folder), KeyValuePair.Create<string, string?>(Setting.Keys.Key, Path.Combine(Folder, "keys"))]));

        /// <returns>Why it does not start; null when it does.</returns>
        public async Task<string?> Start() {
            try {
                await using var open = await OpenHouse.ToServe(Settings, Stop);
                return null;
            } catch (StartRefusedException refusal) {
                return refusal.Message;
            }
        }

        public async Task Fill(Database database, int rows) => await database.Write(new Write([.. Enumerable.Range(0, rows).Select(n => Statement.Do(
            "INSERT INTO host_fixed (name, value) VALUES (@name, @value)", ("name", $"test{n}{Guid.NewGuid()}"), ("value", new string('t', 700))))]), Stop);

        /// <summary>The write-ahead log as it is while the house is open.</summary>
        public async Task<byte[]> LogWhileOpen() {
            await using var open = await OpenHouse.ToServe(Settings, Stop);
            await Fill(open.Database, 200);
            await using var log = new FileStream(File + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[log.Length];
            await log.ReadExactlyAsync(bytes, Stop);
            return bytes;
        }

        public void Dispose() => folder.Dispose();
    }
}
