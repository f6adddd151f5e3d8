using System.Text.Json;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>One operation as a specification describes it.</summary>
/// <param name="Id">The specification's operationId; of our own API method and path.</param>
/// <param name="Method">GET, PUT, POST or DELETE.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Parameters">What stands in path, query and headers.</param>
/// <param name="Body">The schema of the JSON body; null when there is none.</param>
/// <param name="TakesFile">Whether the body is a file.</param>
/// <param name="Document">Where the schema's references lead.</param>
internal sealed record Operation(
    string Id, string Method, string Path, IReadOnlyList<Parameter> Parameters, JsonElement? Body, bool TakesFile, JsonElement Document) {
    /// <summary>Whether it is the wallet's, at the pay host.</summary>
    public bool IsWallets => Path.StartsWith("/pay", StringComparison.Ordinal);

    private static string Repository { get; } = Root(AppContext.BaseDirectory);

    /// <summary>Every operation of the Matrix client-server specification, whether we have it or not, and all of our own APIs.</summary>
    public static IReadOnlyList<Operation> All { get; } = [.. Matrix(), .. Own("web/src/api/openapi.json"), .. Own("web/src/api/pay.openapi.json")];

    private static IEnumerable<Operation> Matrix() {
        var digest = Read("tests/data/matrix/operations.json");
        return from operation in digest.GetProperty("operations").EnumerateObject()
               select Make(operation.Name, operation.Value.GetProperty("method").GetString()!, operation.Value.GetProperty("path").GetString()!.Trim(),
                   operation.Value, "request", digest);
    }

    private static IEnumerable<Operation> Own(string file) {
        var document = Read(file);
        return from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               let method = operation.Name.ToUpperInvariant()
               select Make($"{method} {path.Name}", method, path.Name, operation.Value, "requestBody", document);
    }

    private static Operation Make(string id, string method, string path, JsonElement described, string bodyName, JsonElement document) {
        var content = described.TryGetProperty(bodyName, out var request) ? request.GetProperty("content") : default(JsonElement?);
        JsonElement? body = content is { } given && given.TryGetProperty("application/json", out var json)
            ? json.TryGetProperty("schema", out var schema) ? schema : json : null;
        var parameters = described.TryGetProperty("parameters", out var list) ? list.EnumerateArray().Select(p => new Parameter(
            p.GetProperty("name").GetString()!, p.GetProperty("in").GetString()!, p.TryGetProperty("required", out var must) && must.GetBoolean(), p.GetProperty("schema"))) : [];
        return new(id, method, path, [.. parameters], body, content is not null && body is null, document);
    }

    private static JsonElement Read(string path) => JsonElement.Parse(File.ReadAllText(System.IO.Path.Combine(Repository, path)));

    private static string Root(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Teahouse.slnx")) ? folder : Root(System.IO.Path.GetDirectoryName(folder)!);
}

/// <summary>A parameter of an operation.</summary>
internal sealed record Parameter(string Name, string In, bool Required, JsonElement Schema);
