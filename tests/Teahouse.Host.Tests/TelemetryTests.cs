using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>What is measured is there, where only the operator reads it, and it says nothing of anybody.</summary>
public sealed partial class TelemetryTests {
    private static readonly string[] KnownLabels = [
        "http_route", "http_request_method", "http_response_status_code", "le", "otel_scope_name",
        "service_name", "service_version", "telemetry_sdk_name", "telemetry_sdk_language", "telemetry_sdk_version",
        "gc_heap_generation", "cpu_mode", "error_type"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_at_their_own_address_and_hold_nothing_personal() {
        var port = TownServer.FreePort();
        await using var server = await RunningProgram.Start(("Teahouse__MetricsUrls", $"http://127.0.0.1:{port}"));
        var roomId = await BeSomebody(server.Port);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/metrics"), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri($"http://127.0.0.1:{port}/_matrix/client/versions"), Stop)).StatusCode);
        var metrics = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), Stop);

        Assert.All(
            (string[])["http_server_request_duration_seconds_bucket", "teahouse_commit_writes_bucket", "teahouse_commit_duration_seconds_bucket",
                "teahouse_sync_waiting", "teahouse_rooms_active", "teahouse_media_received_bytes_total", "teahouse_media_sent_bytes_total",
                "teahouse_disk_free_bytes", "dotnet_process_memory_working_set_bytes"],
            name => Assert.Contains($"\n{name}", metrics, StringComparison.Ordinal));
        Assert.Contains("http_route=\"/_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}\"", metrics, StringComparison.Ordinal);
        var labels = Labels().Matches(metrics).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Empty(labels.Except(KnownLabels));
        HoldsNothingPersonal(metrics, roomId);
    }

    [Fact]
    public async Task A_collector_that_the_operator_names_hears_of_routes_and_of_nobody() {
        using var collector = new Collector();
        await using var server = await RunningProgram.Start(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        var roomId = await BeSomebody(server.Port);
        server.Terminate();
        Assert.Equal(0, await server.End());
        Assert.Equal(["/v1/metrics", "/v1/traces"], collector.Heard.Keys.Order());
        Assert.Contains("PUT /_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}", collector.Heard["/v1/traces"], StringComparison.Ordinal);
        Assert.All(collector.Heard.Values, text => HoldsNothingPersonal(text, roomId));
    }

    [Fact]
    public async Task A_port_that_people_reach_is_refused_for_metrics() {
        var port = TownServer.FreePort();
        using var folder = new TemporaryFolder();
        var (exit, _, errors) = await TownServer.Run("serve", "--urls", $"http://127.0.0.1:{port}", "--metrics-urls", $"http://127.0.0.1:{port}",
            "--data", folder.Path, "--keys", Path.Combine(folder.Path, "keys"));
        Assert.Equal(1, exit);
        Assert.Contains("Metrics need a port of their own", errors, StringComparison.Ordinal);
    }

    private static void HoldsNothingPersonal(string text, string roomId) => Assert.All(
        (string[])["secret", "mei:", "@mei", roomId, roomId[1..12], Uri.EscapeDataString(roomId), "access_token", "127.0.0.1", "evil-agent"],
        word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));

    /// <returns>The room's id.</returns>
    private static async Task<string> BeSomebody(int port) {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.Add("tracestate", "secret=secret");
        client.DefaultRequestHeaders.Add("baggage", "secret=secret");
        client.DefaultRequestHeaders.Add("User-Agent", "evil-agent");
        using var registered = await client.PostAsync("/_matrix/client/v3/register", new StringContent(
            """{"username":"mei","password":"secret and rain","auth":{"type":"m.login.dummy"}}"""), Stop);
        var session = JsonDocument.Parse(await registered.Content.ReadAsStringAsync(Stop)).RootElement;
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("access_token").GetString());
        using var made = await client.PostAsync("/_matrix/client/v3/createRoom", new StringContent("""{"name":"secret"}"""), Stop);
        var room = JsonDocument.Parse(await made.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("room_id").GetString()!;
        using var synced = await client.GetAsync("/_matrix/client/v3/sync", Stop);
        var since = JsonDocument.Parse(await synced.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("next_batch").GetString();
        (await client.PutAsync($"/_matrix/client/v3/rooms/{Uri.EscapeDataString(room)}/send/m.room.message/secret", new StringContent("""{"msgtype":"m.text","body":"secret"}"""), Stop)).EnsureSuccessStatusCode();
        (await client.GetAsync("/_matrix/client/v3/sync?timeout=1&since=" + since, Stop)).EnsureSuccessStatusCode();
        var uploaded = await (await client.PostAsync("/_matrix/media/v3/upload?filename=secret.png", new StringContent("secret"), Stop)).Content.ReadAsStringAsync(Stop);
        var media = uploaded[(uploaded.IndexOf("localhost/", StringComparison.Ordinal) + 10)..uploaded.LastIndexOf('"')];
        (await client.GetAsync($"/_matrix/client/v1/media/download/localhost/{media}", Stop)).EnsureSuccessStatusCode();
        await client.GetAsync("/_matrix/client/v3/profile/@secret:localhost?access_token=secret", Stop);
        await client.GetAsync("/secret/path?secret", Stop);
        using var strange = new HttpRequestMessage(new HttpMethod("SECRET"), "/_matrix/client/versions");
        await client.SendAsync(strange, Stop);
        return room;
    }

    [GeneratedRegex("[{,]([a-zA-Z_][a-zA-Z0-9_]*)=\"")]
    private static partial Regex Labels();

    /// <summary>Something that OTLP is sent to, and that keeps it as text.</summary>
    private sealed class Collector : IDisposable {
        private readonly HttpListener listener = new();
        private readonly Task listening;

        public Collector() {
            Address = $"http://127.0.0.1:{TownServer.FreePort()}";
            listener.Prefixes.Add(Address + "/");
            listener.Start();
            listening = Listen();
        }

        public string Address { get; }

        public ConcurrentDictionary<string, string> Heard { get; } = new();

        public void Dispose() {
            listener.Close();
            listening.Wait(Stop);
        }

        private async Task Listen() {
            while (listener.IsListening) {
                HttpListenerContext http;
                try {
                    http = await listener.GetContextAsync();
                } catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) {
                    return;
                }
                using var body = new MemoryStream();
                await http.Request.InputStream.CopyToAsync(body, Stop);
                var text = Encoding.Latin1.GetString(body.ToArray());
                Heard.AddOrUpdate(http.Request.Url!.AbsolutePath, text, (_, before) => before + text);
                http.Response.Close();
            }
        }
    }
}
