using System.Text;
using Teahouse.Pay.Charges;

namespace Teahouse.Pay.Posters;

/// <summary>
/// How a code names its payee: in ASCII, which every reader of such codes wants, and in its own letters where it has others. Our own reader
/// believes neither: whose a code is, the house says.
/// </summary>
/// <param name="Ascii">At most 25 characters.</param>
/// <param name="Local">At most 25 characters; null where the ASCII name is the name.</param>
/// <param name="Shown">What stands on the paper.</param>
internal sealed record PosterName(string Ascii, string? Local, string Shown) {
    /// <summary>ISO 18245: a business of no kind that the house knows.</summary>
    public const string NoCategory = "0000";

    /// <summary>ISO 3166, of the house's currency.</summary>
    public const string Country = "CN";

    /// <summary>ISO 639: in whose letters names beyond ASCII are.</summary>
    public const string Language = "ZH";

    private const int NameCharsMax = 25;
    private const int CityCharsMax = 15;

    /// <summary>A payee's: verified, or the painted thing that every payer sees.</summary>
    public static PosterName Of(Face face) {
        if (face.Name is not { } name) return new(face.English(), face.Chinese(), $"{face.English()} {face.Chinese()}");
        return name.All(IsAscii) ? new(Cut(name, NameCharsMax), null, name) : new((face with { Name = null }).English(), Cut(name, NameCharsMax), name);
    }

    /// <summary>A house's name as the city of its payees.</summary>
    public static string City(string serverName) => Cut(serverName, CityCharsMax);

    private static bool IsAscii(char c) => c is >= ' ' and <= '~';

    private static string Cut(string text, int most) {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(most)) cut.Append(rune);
        return cut.ToString().TrimEnd();
    }
}
