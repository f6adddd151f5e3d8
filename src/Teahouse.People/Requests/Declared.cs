using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace Teahouse.People.Requests;

/// <summary>What a route says of itself.</summary>
internal sealed record Declared(Access Access, Rate? Rate) {
    private static readonly ConditionalWeakTable<Endpoint, Declared> Known = [];

    public static Declared Of(Endpoint endpoint) => Known.GetValue(endpoint, static e => new Declared(
        e.Metadata.OfType<Access>().DefaultIfEmpty(Access.Anybody).Last(),
        e.Metadata.OfType<Rate>().Select(r => (Rate?)r).LastOrDefault()));
}
