using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.House.Tests;

/// <summary>Every route says, where it stands, who may call it, how often, and whose data it answers with.</summary>
public sealed class RoutesTests(TheHouse house) {
    [Fact]
    public void Every_route_says_who_may_call_it() => Rule.Holds(
        Missing<Access>(house.Endpoints), "A route says .Allows(Access....): nothing is open because somebody forgot.");

    [Fact]
    public void Every_route_says_how_often_it_may_be_called() => Rule.Holds(
        Missing<Rate>(house.Endpoints), "A route says .AtMost(Rate....).");

    [Fact]
    public void Every_route_says_which_data_of_other_people_it_answers_with() => Rule.Holds(
        house.Endpoints.Where(e => Reads(e) is null).Select(Name),
        "A route's handler is marked [Reads(...)], with the classes of other people's data that it answers with, or with none.");

    [Fact]
    public void Who_is_not_signed_in_reads_nobody() => Rule.Holds(
        from endpoint in house.Endpoints
        where endpoint.Metadata.OfType<Access>().Contains(Access.Anybody)
        from dataClass in Reads(endpoint)?.Classes ?? []
        where dataClass != DataClass.Profile
        select $"{Name(endpoint)} answers anybody with {dataClass}",
        "Without an access token nobody is answered with more than profiles.");

    [Fact]
    public void Every_route_of_the_wallet_says_which_token_it_needs_and_no_other_route_takes_one() => Rule.Holds(
        Unscoped(house.Endpoints), "A route of /pay/v1 says .Needs(WalletScope....), or .Allows(Access.Anybody) where one signs in; only they take a wallet token.");

    [Fact]
    public void A_route_of_the_wallet_without_a_scope_is_found() {
        var app = WebApplication.CreateSlimBuilder().Build();
        IEndpointRouteBuilder routes = app;
        routes.Map("/pay/v1/chats", Told).Allows(Access.SignedIn);
        routes.Map("/pay/v1/silent", Told).Allows(Access.OwnToken);
        routes.Map("/pay/v1/open", Told).Allows(Access.Anybody);
        routes.Map("/pay/v1/scoped", Told).Needs(WalletScope.Full);
        routes.Map("/people/v1/scoped", Told).Needs(WalletScope.Full);
        Assert.Equal(["* /pay/v1/chats", "* /pay/v1/silent", "* /people/v1/scoped"], Unscoped(routes.DataSources.SelectMany(s => s.Endpoints)));
    }

    [Fact]
    public void A_route_that_is_silent_is_found() {
        var app = WebApplication.CreateSlimBuilder().Build();
        IEndpointRouteBuilder routes = app;
        routes.Map("/silent", Silent);
        routes.Map("/told", Told).Allows(Access.Anybody).AtMost(Rate.Reading);
        var endpoints = routes.DataSources.SelectMany(s => s.Endpoints).ToList();
        Assert.Equal(["* /silent"], Missing<Access>(endpoints));
        Assert.Equal(["* /silent"], Missing<Rate>(endpoints));
        Assert.Equal(["* /silent"], endpoints.Where(e => Reads(e) is null).Select(Name));
    }

    private static IEnumerable<string> Unscoped(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints
        let isWallets = (endpoint as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/').StartsWith("pay/", StringComparison.OrdinalIgnoreCase) == true
        let access = endpoint.Metadata.OfType<Access>().LastOrDefault()
        let scopes = endpoint.Metadata.OfType<WalletScopeNeeded>().Count()
        where isWallets ? access != Access.Anybody && (access != Access.OwnToken || scopes != 1) : access == Access.OwnToken || scopes > 0
        select Name(endpoint);

    private static IEnumerable<string> Missing<T>(IEnumerable<Endpoint> endpoints) =>
        endpoints.Where(e => e.Metadata.OfType<T>().Count() != 1).Select(Name);

    private static ReadsAttribute? Reads(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ReadsAttribute>()
        ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.GetCustomAttribute<ReadsAttribute>();

    private static string Name(Endpoint endpoint) {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];
        return $"{string.Join(',', methods)} {(endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName}";
    }

    private static string Silent() => "";

    [Reads]
    private static string Told() => "";
}
