namespace Teahouse.Host.Tests.Guard;

/// <summary>What every answer of every route says to browsers, and to whom it says nothing.</summary>
public sealed class EveryAnswerTests(GuardedHouse guarded) : IClassFixture<GuardedHouse> {
    private const string Elsewhere = "https://evil.example";

    [Fact]
    public async Task Every_answer_says_how_it_may_be_used() {
        var nobody = Caller.Nobody(guarded.Http);
        foreach (var door in guarded.Doors) {
            foreach (var caller in new[] { nobody, guarded.Mei }) {
                var refusal = await caller.Send(door.Method == "GET" ? "DELETE" : "GET", door.At(guarded.Belongings));
                Judge(door, refusal);
                if (door.Method == "GET") Judge(door, await caller.Send(door, door.At(guarded.Belongings)));
            }
        }
    }

    [Fact]
    public async Task A_page_elsewhere_reads_Matrix_only_with_a_token_of_its_own_and_our_own_API_not_at_all() {
        foreach (var door in guarded.Doors) {
            var asked = await Caller.Nobody(guarded.Http).Send("OPTIONS", door.At(guarded.Belongings), null,
                ("Origin", Elsewhere), ("Access-Control-Request-Method", door.Method), ("Access-Control-Request-Headers", "authorization"));
            Assert.Equal(door.IsMatrix, asked.Headers.ContainsKey("Access-Control-Allow-Origin"));
            Assert.DoesNotContain("Access-Control-Allow-Credentials", asked.Headers.Keys);
            if (!door.IsOwnApi) continue;
            foreach (var origin in new[] { Elsewhere, "null", "http://localhost.evil.example", "https://localhost" }) {
                var heard = await guarded.Mei.Send(door.Method, door.PathAt(guarded.Belongings), door.Method == "GET" ? null : "{}", ("Origin", origin));
                Assert.True(heard is { Status: 403, Code: "forbidden" }, $"{door} from {origin}: {heard.Status} {heard.Body}");
            }
        }
        foreach (var origin in new[] { $"http://localhost:{guarded.House.Address.Port}", "http://127.0.0.1:5173" }) {
            Assert.Equal(200, (await guarded.Mei.Send("GET", "/people/v1/me", null, ("Origin", origin))).Status);
        }
    }

    [Fact]
    public async Task At_another_name_nothing_answers_but_the_health_of_the_house() {
        foreach (var door in guarded.Doors) {
            foreach (var host in new[] { "evil.example", "localhost.evil.example" }) {
                var heard = await guarded.Mei.Send(door.Method, door.PathAt(guarded.Belongings), null, ("Host", host));
                if (door.Pattern == "/health") Assert.Equal(200, heard.Status);
                else Assert.True(heard.Status == 421, $"{door} at {host}: {heard.Status}");
                Judge(door, heard);
            }
        }
    }

    private static void Judge(Door door, Heard heard) {
        var headers = heard.Headers;
        string Said(string name) => headers.TryGetValue(name, out var value) ? value : "";
        void Must(bool holds, string what) => Assert.True(holds, $"{door}: {heard.Status}: {what}: {string.Join("; ", headers.Select(h => $"{h.Key}: {h.Value}"))}");
        var isFile = heard.Status == 200 && (door.Pattern.Contains("/media/download/", StringComparison.Ordinal) || door.Pattern.Contains("/media/thumbnail/", StringComparison.Ordinal));
        Must(Said("X-Content-Type-Options") == "nosniff", "nosniff");
        Must(Said("Referrer-Policy") == "no-referrer", "referrer");
        Must(Said("Content-Security-Policy").Contains("default-src 'none'", StringComparison.Ordinal), "content policy");
        Must(Said("Cross-Origin-Opener-Policy") is "same-origin" or "unsafe-none", "opener");
        Must(Said("Cross-Origin-Resource-Policy") == (isFile ? "cross-origin" : "same-origin"), "who may embed it");
        Must(Said("X-Frame-Options") == "DENY", "frames");
        Must(!headers.ContainsKey("Server") && !headers.ContainsKey("X-Powered-By") && !headers.ContainsKey("Set-Cookie"), "nothing about itself, and no cookie");
        if (door.IsMatrix || door.IsOwnApi) Must(isFile ? Said("Cache-Control").Contains("private", StringComparison.Ordinal) : Said("Cache-Control") == "no-store", "who may keep it");
        if (heard.Body.Length > 0) Must(Said("Content-Type").Length > 0, "what it is");
        if (isFile) {
            Must(Said("Content-Security-Policy") == "sandbox; default-src 'none'", "a file's own policy");
            Must(Said("Content-Disposition").StartsWith("attachment", StringComparison.Ordinal), "what is no picture is saved");
        }
    }
}
