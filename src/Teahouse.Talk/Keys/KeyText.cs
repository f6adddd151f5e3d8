using System.Text;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Keys;

/// <summary>Names that clients give to keys, devices and sessions: opaque, but short, and text that both databases hold.</summary>
internal static class KeyText {
    /// <summary>The name as it came.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when it is empty, too long or holds U+0000.</exception>
    public static string Checked(string name, string what) =>
        IsFit(name) ? name : throw MatrixError.InvalidParam($"{what} must have 1 to {TalkLimits.IdBytesMax} bytes and no U+0000.").Thrown();

    /// <summary>Whether it can be a name of something that is stored.</summary>
    public static bool IsFit(string name) =>
        name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= TalkLimits.IdBytesMax && !name.Contains('\0', StringComparison.Ordinal);
}
