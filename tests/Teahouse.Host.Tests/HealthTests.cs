using System.Net;
using System.Text.Json;
using Npgsql;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>/health and /status name the part that fails, recover by themselves, and tell nothing about anybody.</summary>
public sealed class HealthTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_lets_nobody_in_is_named_and_comes_back() {
        await using var server = await TownServer.Start(DatabaseKind.PostgreSql);
        Assert.Equal((200, ""), await Failing(server));
        await Connections(server, allowed: false);
        Assert.Equal((503, "database,migrations"), await Failing(server));
        var (status, page) = await Page(server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Database: does not work", page, StringComparison.Ordinal);
        Assert.Contains("数据库：不正常", page, StringComparison.Ordinal);
        Assert.Contains("Message delivery: works", page, StringComparison.Ordinal);
        await Connections(server, allowed: true);
        Assert.Equal((200, ""), await Failing(server));
    }

    [Fact]
    public async Task A_media_folder_that_is_gone_is_named() {
        await using var server = await TownServer.Start();
        Assert.Equal((200, ""), await Failing(server));
        var media = Path.Combine(server.Folder, "media");
        Directory.Move(media, media + ".away");
        Assert.Equal((503, "media"), await Failing(server));
        Directory.Move(media + ".away", media);
        Assert.Equal((200, ""), await Failing(server));
    }

    [Fact]
    public async Task The_status_page_is_in_both_languages_and_needs_no_script() {
        await using var server = await TownServer.Start();
        var (status, page) = await Page(server);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Everything works.", page, StringComparison.Ordinal);
        Assert.Contains("一切正常。", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        using var client = server.Client();
        using var answer = await client.GetAsync("/status", Stop);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Page)> Page(TownServer server) {
        using var client = server.Client();
        using var answer = await client.GetAsync("/status", Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <returns>The status, and the parts that fail.</returns>
    private static async Task<(int Status, string Parts)> Failing(TownServer server) {
        using var client = server.Client();
        using var answer = await client.GetAsync("/health", Stop);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(["status", "version", "parts"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(answer.IsSuccessStatusCode ? "ok" : "failing", json.RootElement.GetProperty("status").GetString());
        var parts = json.RootElement.GetProperty("parts").EnumerateObject().ToList();
        Assert.Equal(["database", "migrations", "disk", "media", "silo"], parts.Select(p => p.Name));
        return ((int)answer.StatusCode, string.Join(',', parts.Where(p => p.Value.GetString() != "ok").Select(p => p.Name)));
    }

    private static async Task Connections(TownServer server, bool allowed) {
        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString).Database;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres", Pooling = false });
        await using var command = source.CreateCommand(
            $"ALTER DATABASE {database} ALLOW_CONNECTIONS {allowed}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
        await command.ExecuteNonQueryAsync(Stop);
    }
}
