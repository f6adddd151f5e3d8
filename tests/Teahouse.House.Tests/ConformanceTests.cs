using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Teahouse.House.Tests;

/// <summary>
/// docs/conformance says of every operation of the client-server API whether this server has it, and it says the truth: what is
/// served has a test that calls it and holds the answer against the specification's schema, what is not has a reason.
/// </summary>
public sealed partial class ConformanceTests(TheHouse house) {
    private const string Page = "docs/conformance/matrix-client-server.md";

    [Fact]
    public void The_table_of_operations_is_true() {
        var table = Table(Operations(), Routes(), Tested());
        var path = Path.Combine(HouseFiles.Root, Page);
        if (Environment.GetEnvironmentVariable("HOUSE_RATCHET") == "write") File.WriteAllText(path, table);
        Assert.True(table == File.ReadAllText(path), $"{Page} is not what routes and tests say. Write it anew: HOUSE_RATCHET=write ./test Teahouse.House.Tests");
    }

    [Fact]
    public void What_is_served_is_tested() => Rule.Holds(
        Untested(Operations(), Routes(), Tested()),
        "An operation that is served is called by its operationId in tests/clients, where its answer is held against the specification.");

    [Fact]
    public void What_is_not_served_has_a_reason_and_what_is_served_has_none() {
        var (operations, routes) = (Operations(), Routes());
        Rule.Holds(
            operations.Where(o => !routes.Contains(o.Key) && !NotServed.Reasons.ContainsKey(o.Id)).Select(o => o.Id),
            "An operation that is not served has its reason in NotServed.");
        Rule.Holds(
            NotServed.Reasons.Keys.Where(id => !operations.Any(o => o.Id == id && (!routes.Contains(o.Key) || operations.Any(other => other.Key == o.Key && other.Id != id)))),
            "What is served, or what nobody specified, needs no reason in NotServed.");
    }

    [Fact]
    public void What_is_served_is_told_from_what_is_not_and_what_is_tested_from_what_is_claimed() {
        Operation[] operations = [new("a", "GET", "/x/{roomId}"), new("getTurnServer", "PUT", "/x/{roomId}"), new("c", "GET", "/y ")];
        HashSet<string> routes = ["GET /x/{}", "GET /y"];
        var tested = Calls("one.test.mjs", "test(\"tea is made\", async () => {\n  await mei.call(\"a\", {});\n});\n").ToDictionary(c => c.Id, c => c.Where);
        var table = Table(operations, routes, tested);
        Assert.Contains("| a | GET | `/x/{roomId}` | yes | [one](../../tests/clients/one.test.mjs): tea is made |", table, StringComparison.Ordinal);
        Assert.Contains("| getTurnServer | PUT | `/x/{roomId}` | | There are no calls yet. |", table, StringComparison.Ordinal);
        Assert.Contains("2 of 3", table, StringComparison.Ordinal);
        Assert.Equal(["c"], Untested(operations, routes, tested));
    }

    private HashSet<string> Routes() => [.. from endpoint in house.Endpoints.OfType<RouteEndpoint>()
                                            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
                                            select new Operation("", method, endpoint.RoutePattern.RawText!).Key];

    private static IReadOnlyList<Operation> Operations() {
        using var digest = JsonDocument.Parse(HouseFiles.Text("tests/data/matrix/operations.json"));
        return [.. from operation in digest.RootElement.GetProperty("operations").EnumerateObject()
                   let path = operation.Value.GetProperty("path").GetString()!.Trim()
                   orderby path, operation.Name
                   select new Operation(operation.Name, operation.Value.GetProperty("method").GetString()!, path)];
    }

    private static Dictionary<string, string> Tested() =>
        HouseFiles.Files("tests/clients", ".test.mjs").SelectMany(f => Calls(Path.GetFileName(f), HouseFiles.Text(f)))
            .GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.OrderBy(c => c.Title is null).First().Where);

    /// <summary>The operations that a file of tests calls, and in which test.</summary>
    private static IEnumerable<(string Id, string? Title, string Where)> Calls(string file, string text) {
        string? title = null;
        foreach (Match match in TestOrCall().Matches(text)) {
            if (match.Groups["title"].Success) title = match.Groups["title"].Value;
            else if (match.Groups["end"].Success) title = null;
            else {
                var link = $"[{file[..file.IndexOf('.', StringComparison.Ordinal)]}](../../tests/clients/{file})";
                yield return (match.Groups["id"].Value, title, title is null ? link : $"{link}: {title}");
            }
        }
    }

    private static IEnumerable<string> Untested(IReadOnlyList<Operation> operations, HashSet<string> routes, Dictionary<string, string> tested) =>
        operations.Where(o => IsServed(o, routes) && !tested.ContainsKey(o.Id)).Select(o => o.Id);

    private static bool IsServed(Operation operation, HashSet<string> routes) => routes.Contains(operation.Key) && !NotServed.Reasons.ContainsKey(operation.Id);

    private static string Table(IReadOnlyList<Operation> operations, HashSet<string> routes, Dictionary<string, string> tested) {
        var page = new StringBuilder().Append(
            $"""
            # The Matrix client-server API: which operations this server has

            Made from the specification's operations (tests/data/matrix), the server's own routes and the tests that call them; a test fails when it is not true, and when something is claimed that no test calls. Each test named here holds the answers against the specification's schemas, on SQLite and on PostgreSQL.
            {operations.Count(o => IsServed(o, routes))} of {operations.Count} operations are served. The others answer `M_UNRECOGNIZED`, for the reason beside them.

            | operation | method | path | served | test, or why not |
            |---|---|---|---|---|

            """);
        foreach (var operation in operations) {
            var (served, told) = IsServed(operation, routes)
                ? (" yes ", tested.GetValueOrDefault(operation.Id, "")) : (" ", NotServed.Reasons.GetValueOrDefault(operation.Id, ""));
            page.Append($"| {operation.Id} | {operation.Method} | `{operation.Path}` |{served}| {told} |\n");
        }
        return page.ToString();
    }

    private sealed partial record Operation(string Id, string Method, string Path) {
        /// <summary>Method and shape, by which a route is compared.</summary>
        public string Key => $"{Method} {Parameter().Replace(Path.TrimEnd('/', ' '), "{}")}";

        [GeneratedRegex(@"\{[^}]*\}")]
        private static partial Regex Parameter();
    }

    [GeneratedRegex(@"^test\(""(?<title>[^""]+)""|^(?<end>\}\);)$|\.(?:call|upload|file)\(""(?<id>\w+)""", RegexOptions.Multiline)]
    private static partial Regex TestOrCall();
}
