using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Teahouse.People.Matrix;

/// <summary>Maps an operation of the client-server API under each version of its path that clients use.</summary>
/// <param name="app">Where the routes go.</param>
public sealed class MatrixRoutes(IEndpointRouteBuilder app) {
    private static readonly string[] ClientVersions = ["/_matrix/client/v3", "/_matrix/client/r0"];

    /// <summary>Where routes outside the client versions go.</summary>
    public IEndpointRouteBuilder App => app;

    /// <summary>An operation at <c>/_matrix/client/v3</c> and, for older clients, <c>r0</c>.</summary>
    /// <param name="method">GET, PUT, POST or DELETE.</param>
    /// <param name="path">The path after the version, with a slash.</param>
    /// <param name="handler">The handler; its name or its class' name is the spec's operationId.</param>
    public IEndpointConventionBuilder Map(string method, string path, Delegate handler) =>
        new All([.. ClientVersions.Select(version => At(method, version + path, handler))]);

    /// <summary>An operation at one full path.</summary>
    public IEndpointConventionBuilder At(string method, string path, Delegate handler) {
        var route = app.MapMethods(path, [method], handler);
        route.Add(endpoint => {
            var handle = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http => {
                DecodeSlashes(http.Request.RouteValues);
                return handle(http);
            };
        });
        return route;
    }

    // The server decodes all of a path but %2F, which it leaves to those who take the path apart.
    private static void DecodeSlashes(RouteValueDictionary values) {
        foreach (var (name, value) in values.ToArray()) {
            if (value is string text && text.Contains("%2F", StringComparison.OrdinalIgnoreCase)) {
                values[name] = text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private sealed class All(IEndpointConventionBuilder[] routes) : IEndpointConventionBuilder {
        public void Add(Action<EndpointBuilder> convention) {
            foreach (var route in routes) route.Add(convention);
        }
    }
}
