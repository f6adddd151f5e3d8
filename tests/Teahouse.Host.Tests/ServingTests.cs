using System.Net;
using System.Text.Json;
using Teahouse.Host.Serving;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>One server for the tests of what it answers to browsers.</summary>
public sealed class OneServer : IAsyncLifetime {
    private TownServer? server;

    public HttpClient Client => server!.Client();

    public async ValueTask InitializeAsync() => server = await TownServer.Start();

    public ValueTask DisposeAsync() => server!.DisposeAsync();
}

/// <summary>Addresses and headers, as a browser and a proxy see them.</summary>
public sealed class ServingTests(OneServer one) : IClassFixture<OneServer> {
    [Theory]
    [InlineData("/nowhere", "localhost", 404)]
    [InlineData("/nowhere", "127.0.0.1:1", 404)]
    [InlineData("/nowhere", "[::1]:8008", 404)]
    [InlineData("/", "evil.example", 421)]
    [InlineData("/_matrix/client/versions", "localhost", 200)]
    [InlineData("/_matrix/client/versions", "evil.example", 421)]
    [InlineData("/_matrix/client/versions", "pay.localhost", 421)]
    [InlineData("/_MATRIX/client/versions", "pay.localhost", 421)]
    [InlineData("/people/v1/house", "pay.localhost", 421)]
    [InlineData("/status", "pay.localhost", 421)]
    [InlineData("/pay", "pay.localhost", 404)]
    [InlineData("/pay/v2/balance", "pay.localhost", 404)]
    [InlineData("/docs/errors/misdirected", "pay.localhost", 200)]
    [InlineData("/pay/v1/balance", "localhost", 421)]
    [InlineData("/PAY/v1/balance", "localhost", 421)]
    [InlineData("/pay/v1/balance", "127.0.0.1:8008", 421)]
    [InlineData("/pay/v1/balance", "evil.example", 421)]
    [InlineData("/health", "localhost", 200)]
    [InlineData("/health", "pay.localhost", 200)]
    [InlineData("/health", "evil.example", 200)]
    public async Task The_host_header_decides(string path, string host, int status) {
        var answer = await Get(path, host);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Who_asks_at_a_wrong_address_is_told_the_right_one() {
        using var client = one.Client;
        var sentence = $"This house is at {client.BaseAddress!.GetLeftPart(UriPartial.Authority)}: use that address.";
        Assert.Equal(sentence, await (await Get("/", "evil.example")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, await (await Get("/_matrix/x", "evil.example")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/pay/v1/balance", "localhost", "misdirected")]
    [InlineData("/pay/v1/balance", "evil.example", "misdirected")]
    [InlineData("/pay/v2/balance", "pay.localhost", "notFound")]
    public async Task The_wallet_refuses_in_the_form_of_problems(string path, string host, string code) {
        var answer = await Get(path, host);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"/docs/errors/{code}", problem.GetProperty("type").GetString());
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        if (code == "misdirected") Assert.Contains($"http://pay.localhost:{one.Client.BaseAddress!.Port}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "localhost")]
    [InlineData("/_matrix/client/versions", "localhost")]
    [InlineData("/health", "localhost")]
    public async Task Every_answer_carries_the_policies(string path, string host) {
        var headers = (await Get(path, host)).Headers;
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Assert.Single(headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Contains("camera=(self)", Assert.Single(headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public void The_content_policy_lets_nothing_in_from_elsewhere() {
        var policy = SecurityHeaders.ContentSecurityPolicy.Split("; ").ToDictionary(d => d.Split(' ')[0], d => d[(d.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.All((string[])["default-src", "frame-ancestors", "base-uri", "form-action", "object-src"], d => Assert.Equal("'none'", policy[d]));
        Assert.All(policy.Values, sources => Assert.DoesNotContain("'unsafe-inline'", sources, StringComparison.Ordinal));
        Assert.All(policy.Values.SelectMany(v => v.Split(' ')), source => Assert.Contains(source, (string[])["'none'", "'self'", "blob:", "'wasm-unsafe-eval'"]));
    }

    [Theory]
    [InlineData("/docs/errors/lastWayIn", 200)]
    [InlineData("/docs/errors/noSuchCode", 404)]
    [InlineData("/docs/errors/..%2F..%2FREADME", 404)]
    public async Task A_refusals_type_leads_to_its_page(string path, int status) => Assert.Equal(status, (int)(await Get(path, "localhost")).StatusCode);

    [Theory]
    [InlineData("/no/such/page", "text/html,application/xhtml+xml,*/*;q=0.8", true)]
    [InlineData("/no/such/page", "*/*", false)]
    [InlineData("/no/such/page", "application/json", false)]
    [InlineData("/_matrix/no/such/page", "text/html", false)]
    [InlineData("/assets/no-such.js", "text/html", false)]
    public async Task Who_follows_a_wrong_address_finds_the_way_to_the_start(string path, string accept, bool shown) {
        using var client = one.Client;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(shown, page.Contains("<a href=\"/\">", StringComparison.Ordinal));
        Assert.Equal(shown, answer.Headers.GetValues("Content-Security-Policy").Single() == PlainPage.ContentSecurityPolicy);
    }

    [Fact]
    public async Task Forwarded_headers_of_a_stranger_are_not_believed() {
        using var client = one.Client;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task<HttpResponseMessage> Get(string path, string host) {
        using var client = one.Client;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
