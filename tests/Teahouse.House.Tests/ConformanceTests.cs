using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Teahouse.House.Tests;

/// <summary>docs/conformance says of every operation of the client-server API whether this server has it, and it says the truth.</summary>
public sealed partial class ConformanceTests(TheHouse house) {
    private const string Page = "docs/conformance/matrix-client-server.md";

    [Fact]
    public void The_table_of_operations_is_true() {
        var table = Table(Operations(), Routes());
        var path = Path.Combine(HouseFiles.Root, Page);
        if (Environment.GetEnvironmentVariable("HOUSE_RATCHET") == "write") File.WriteAllText(path, table);
        Assert.True(table == File.ReadAllText(path), $"{Page} is not what the routes say. Write it anew: HOUSE_RATCHET=write ./test Teahouse.House.Tests");
    }

    [Fact]
    public void What_is_served_is_told_from_what_is_not() {
        var table = Table([("a", "GET", "/x/{roomId}"), ("b", "PUT", "/x/{roomId}")], ["GET /x/{}"]);
        Assert.Contains("| a | GET | `/x/{roomId}` | yes |", table, StringComparison.Ordinal);
        Assert.Contains("| b | PUT | `/x/{roomId}` | |", table, StringComparison.Ordinal);
        Assert.Contains("1 of 2", table, StringComparison.Ordinal);
    }

    private HashSet<string> Routes() => [.. from endpoint in house.Endpoints.OfType<RouteEndpoint>()
                                            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
                                            select Key(method, endpoint.RoutePattern.RawText!)];

    private static IReadOnlyList<(string Id, string Method, string Path)> Operations() {
        using var digest = JsonDocument.Parse(HouseFiles.Text("tests/data/matrix/operations.json"));
        return [.. from operation in digest.RootElement.GetProperty("operations").EnumerateObject()
                   let path = operation.Value.GetProperty("path").GetString()!
                   orderby path, operation.Name
                   select (operation.Name, operation.Value.GetProperty("method").GetString()!, path)];
    }

    private static string Table(IReadOnlyList<(string Id, string Method, string Path)> operations, HashSet<string> routes) {
        var served = operations.Count(o => routes.Contains(Key(o.Method, o.Path)));
        var page = new StringBuilder().Append(
            $"""
            # The Matrix client-server API: which operations this server has

            Made from the specification's operations (tests/data/matrix) and the server's own routes; a test fails when it is not true.
            {served} of {operations.Count} operations are served. The others answer `M_UNRECOGNIZED`.

            | operation | method | path | served |
            |---|---|---|---|

            """);
        foreach (var (id, method, path) in operations) {
            page.Append($"| {id} | {method} | `{path}` |{(routes.Contains(Key(method, path)) ? " yes " : " ")}|\n");
        }
        return page.ToString();
    }

    private static string Key(string method, string path) => $"{method} {Parameter().Replace(path.TrimEnd('/'), "{}")}";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
