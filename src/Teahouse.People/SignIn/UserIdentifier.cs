using System.Text.Json;
using Teahouse.People.Handles;
using Teahouse.People.Matrix;

namespace Teahouse.People.SignIn;

/// <summary>Whom a client names when it signs in: <c>identifier</c> of type <c>m.id.user</c>, or the older <c>user</c> beside the password.</summary>
internal static class UserIdentifier {
    /// <summary>The handle; null when nobody is named, or somebody of another server.</summary>
    /// <exception cref="MatrixRefusalException">The identifier is of a kind that this server does not know.</exception>
    public static string? HandleIn(JsonElement body, PeopleDirectory people) {
        var user = body.OptionalObject("identifier") is { } identifier ? UserOf(identifier) : body.OptionalString("user");
        if (user is null) return null;
        var meant = Handle.Meant(user);
        var handle = meant.StartsWith('@') ? people.HandleOf(meant) : meant;
        return handle is not null && Handle.IsGrammatical(handle) ? handle : null;
    }

    private static string UserOf(JsonElement identifier) => identifier.RequiredString("type") == "m.id.user"
        ? identifier.RequiredString("user") : throw MatrixError.Forbidden("Nobody here is known by that kind of identifier.").Thrown();
}
