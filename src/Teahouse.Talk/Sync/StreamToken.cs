using System.Globalization;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>
/// A place between two positions, as clients hold it: everything up to and with <see cref="Position"/> lies before it.
/// <c>s123_456</c> comes from /sync, <c>t123</c> from a timeline; both stand for a place, so each is taken where the other is.
/// </summary>
/// <param name="Position">The last position before the place; 0 is the beginning.</param>
/// <param name="Typing">Of a sync token: which state of who-is-typing the client has seen; 0 for none.</param>
internal readonly record struct StreamToken(long Position, long Typing = 0) {
    /// <summary>As a token of /sync.</summary>
    public string ForSync => string.Create(CultureInfo.InvariantCulture, $"s{Position}_{Typing}");

    /// <summary>As a token of a timeline.</summary>
    public string ForTimeline => string.Create(CultureInfo.InvariantCulture, $"t{Position}");

    /// <summary>Reads a token that a client gave.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when it is none of ours.</exception>
    public static StreamToken Parse(string name, string token) {
        var parts = token.Length > 1 && token[0] is 's' or 't' ? token[1..].Split('_') : [];
        if (parts.Length is 1 or 2 && TryNumber(parts[0], out var position) && TryNumber(parts.Length == 2 ? parts[1] : "0", out var typing)) {
            return new(position, typing);
        }
        throw MatrixError.InvalidParam($"'{name}' is not a token of this server.").Thrown();
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
