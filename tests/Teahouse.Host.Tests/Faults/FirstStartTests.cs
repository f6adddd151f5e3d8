using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>The very first start of the real process, with the disk full at one place or another of it.</summary>
public sealed class FirstStartTests {
    /// <summary>Too little for the database's first page, its shared memory, its first tables, the last ones; and for the key file alone.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, 2_000, "--data: the database in")]
    [InlineData(DatabaseKind.Sqlite, 5_000, "--data: the database in")]
    [InlineData(DatabaseKind.Sqlite, 40_000, "--data: the database in")]
    [InlineData(DatabaseKind.Sqlite, 400_000, "--data: the database in")]
    [InlineData(DatabaseKind.PostgreSql, 10, "The key file")]
    public async Task A_first_start_without_room_says_so_and_the_next_one_opens_a_whole_house(DatabaseKind kind, long bytes, string sentence) {
        var database = await TestDatabase.Create(kind);
        var (exit, errors) = await TownServer.StartWithoutRoom(database, bytes);
        Assert.True(exit == 1, $"{exit}: {errors}");
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);

        await using var server = await TownServer.StartOn(database);
        using var mei = await Townsperson.Register(server, "mei", Scene.Stop);
        var room = await mei.CreateRoom(new { preset = "private_chat" }, Scene.Stop);
        var said = await mei.Say(room, "tea", "once", Scene.Stop);
        await server.Kill();
        await server.Restart();
        Assert.Equal(said, await mei.Say(room, "tea", "once", Scene.Stop));
    }
}
