using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

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
    public IEndpointConventionBuilder Map(string method, string path, Delegate handler) {
        var bound = Bound(path, handler);
        return new All([.. ClientVersions.Select(version => At(method, version + path, handler.Method, bound))]);
    }

    /// <summary>An operation at one full path.</summary>
    public IEndpointConventionBuilder At(string method, string path, Delegate handler) => At(method, path, handler.Method, Bound(path, handler));

    private IEndpointConventionBuilder At(string method, string path, MethodInfo handler, Lazy<RequestDelegate> bound) {
        var route = app.MapMethods(path, [method], http => {
            DecodeSlashes(http.Request.RouteValues);
            return bound.Value(http);
        });
        route.Add(endpoint => {
            foreach (var said in handler.GetCustomAttributes()) endpoint.Metadata.Add(said);
            endpoint.Metadata.Add(handler);
        });
        return route;
    }

    // What reads a handler's parameters from a request is compiled when the first request comes: for hundreds of routes that a server may
    // never be asked for it would take most of its start.
    private Lazy<RequestDelegate> Bound(string path, Delegate handler) => new(() => RequestDelegateFactory.Create(handler, new() {
        ServiceProvider = app.ServiceProvider, RouteParameterNames = RoutePatternFactory.Parse(path).Parameters.Select(p => p.Name),
    }).RequestDelegate);

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
