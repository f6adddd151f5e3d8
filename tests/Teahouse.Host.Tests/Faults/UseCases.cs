using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Teahouse.Host.Tests.Faults;

/// <summary>The one list of everything durable that people, and the operator for them, can do.</summary>
internal static partial class UseCases {
    public static IReadOnlyList<UseCase> All { get; } = [
        .. ComingAndGoing, .. Devices, .. Passkeys, .. Operator, .. RoomMaking, .. Memberships, .. Talking, .. Own, .. PushRules, .. Keys, .. Backups, .. Media, .. Wallet, .. Money, .. Codes, .. Cards, .. Tallies, .. Posters, .. Disputes, .. Bank, .. Freezing];

    /// <summary>The routes of a house that may write, each once, however many versions of its path there are.</summary>
    public static IEnumerable<string> WritingRoutes(IEnumerable<RouteEndpoint> routes) =>
        NamesOf(routes).Where(r => !r.StartsWith("GET ", StringComparison.Ordinal) && !r.StartsWith("HEAD ", StringComparison.Ordinal));

    /// <summary>The routes' names in the list: without the version of Matrix' path.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<RouteEndpoint> routes) =>
        (from route in routes
         from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
         select $"{method} {Version().Replace(route.RoutePattern.RawText!, "")}").Distinct();

    private static Answer Good(this Answer answer, Func<Answer, bool> isSo) =>
        isSo(answer.Good()) ? answer : throw new InvalidOperationException($"It is not done: {answer}");

    private static void Demand(bool isSo, string what) {
        if (!isSo) throw new InvalidOperationException(what);
    }

    [GeneratedRegex("^/_matrix/(client|media)/[^/]+")]
    private static partial Regex Version();
}
