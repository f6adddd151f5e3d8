using Teahouse.People.Matrix;

namespace Teahouse.Pay.Wallet;

/// <summary>What people call their sessions and passkeys.</summary>
internal static class Names {
    /// <summary>A name that may be kept: not too long, nothing that a database or a screen stumbles over.</summary>
    /// <exception cref="MatrixRefusalException">It may not.</exception>
    public static string? Checked(string? name) => name is null || (name.Length <= PayLimits.NameCharsMax && !name.Any(char.IsControl))
        ? name : throw MatrixError.BadJson($"A name has at most {PayLimits.NameCharsMax} characters, and no control characters.").Thrown();
}
