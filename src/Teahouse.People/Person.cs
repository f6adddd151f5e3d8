using System.Reflection;
using Microsoft.AspNetCore.Http;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>The person who sent a request, as their access token says. A route handler asks for it as a parameter.</summary>
/// <param name="Id">Names the person in rows.</param>
/// <param name="UserId">Their Matrix user id, <c>@handle:server</c>.</param>
/// <param name="DeviceId">The device that the access token belongs to.</param>
/// <param name="IsSuspended">Whether the operator has suspended them: they read and leave with what is theirs, and send nothing.</param>
public sealed record Person(PersonId Id, string UserId, string DeviceId, bool IsSuspended) {
    /// <summary>Lets minimal APIs bind it; the route must be marked <c>SignedIn()</c>.</summary>
    public static ValueTask<Person?> BindAsync(HttpContext http, ParameterInfo parameter) =>
        ValueTask.FromResult<Person?>(http.Features.Get<Person>()
            ?? throw new InvalidOperationException($"The route of {parameter.Member.DeclaringType?.Name} is not marked SignedIn()."));
}
