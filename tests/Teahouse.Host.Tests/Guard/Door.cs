using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Teahouse.Host.Tests.BadInput;
using Teahouse.People;

namespace Teahouse.Host.Tests.Guard;

/// <summary>One method at one route of the running server.</summary>
/// <param name="Method">GET, PUT, POST or DELETE.</param>
/// <param name="Pattern">The route's template.</param>
/// <param name="Access">Who may call it, as it says itself.</param>
internal sealed partial record Door(string Method, string Pattern, Access Access) {
    // Parameters without which a route answers nothing worth stealing; who needs none ignores them.
    private const string Query = "dir=b&timeout=0&ts=0&limit=50&width=32&height=32";

    public bool IsMatrix => Pattern.StartsWith("/_matrix", StringComparison.Ordinal) || Pattern.StartsWith("/.well-known/matrix", StringComparison.Ordinal);

    public bool IsOwnApi => Pattern.StartsWith("/people", StringComparison.Ordinal) || IsWallets;

    public bool IsWallets => Pattern.StartsWith("/pay", StringComparison.Ordinal);

    /// <summary>Whether older clients find the same handler here: asking twice what one may do with somebody's things would tell nothing more.</summary>
    public bool IsOld => Pattern.Contains("/client/r0/", StringComparison.Ordinal) || Pattern.Contains("/media/r0/", StringComparison.Ordinal)
        || (Pattern.StartsWith("/_matrix/media/v1/", StringComparison.Ordinal) && Pattern != "/_matrix/media/v1/create");

    /// <summary>All that the server has.</summary>
    public static IReadOnlyList<Door> Of(AttackedHouse house) => [
        .. from route in house.Routes
           from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           orderby route.RoutePattern.RawText, method
           select new Door(method, "/" + route.RoutePattern.RawText!.TrimStart('/'), route.Metadata.OfType<Access>().Single())];

    /// <summary>The address of somebody's things.</summary>
    public string At(IReadOnlyDictionary<string, string> things) => $"{PathAt(things)}?{Query}";

    /// <summary>The same without a query.</summary>
    public string PathAt(IReadOnlyDictionary<string, string> things) => Parameter().Replace(Pattern, match => Uri.EscapeDataString(
        things.TryGetValue(match.Groups[1].Value, out var thing) ? thing
            : throw new InvalidOperationException($"{this}: say in Belongings which of Mei's things '{match.Groups[1].Value}' is, so that the walk covers it.")));

    public override string ToString() => $"{Method} {Pattern}";

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
