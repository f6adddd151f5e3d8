using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Teahouse.People;

/// <summary>Matrix' user-interactive authentication: a signed-in person proves once more who they are.</summary>
public sealed class UserInteractiveAuth {
    internal UserInteractiveAuth() { }

    /// <summary>Asks for the proof, or takes it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="person">Who sent it.</param>
    /// <param name="body">Its body, with <c>auth</c> in it when the client answers.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Null when the person has proved who they are in this request; else the 401 answer to return.</returns>
    public Task<IResult?> Ask(HttpContext http, Person person, JsonElement body, CancellationToken stop) =>
        throw new NotSupportedException();
}
