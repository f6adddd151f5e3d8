using System.Globalization;
using System.Text;

namespace Teahouse.Pay.Bank;

/// <summary>The letters that every bank takes in a file: those of English, digits and a few signs.</summary>
internal static class BankLetters {
    private const string Signs = " /-?:().,'+";

    // The letters of Latin alphabets, and what is left of each without its accents: the program carries no tables of Unicode's own.
    private static readonly (string Plain, string Accented)[] Accents = [
        ("A", "ÀÁÂÃÄÅĀĂĄǍḀẠẢẤẦẨẪẬẮẰẲẴẶ"), ("B", "ḂḄḆ"), ("C", "ÇĆĈĊČḈ"), ("D", "ĎḊḌḎḐḒ"), ("E", "ÈÉÊËĒĔĖĘĚḔḖḘḚḜẸẺẼẾỀỂỄỆ"), ("F", "Ḟ"), ("G", "ĜĞĠĢḠ"),
        ("H", "ĤḢḤḦḨḪ"), ("I", "ÌÍÎÏĨĪĬĮİǏḬḮỈỊ"), ("J", "Ĵ"), ("K", "ĶḰḲḴ"), ("L", "ĹĻĽḶḸḺḼ"), ("M", "ḾṀṂ"), ("N", "ÑŃŅŇṄṆṈṊ"),
        ("O", "ÒÓÔÕÖŌŎŐǑṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"), ("P", "ṔṖ"), ("R", "ŔŖŘṘṚṜṞ"), ("S", "ŚŜŞŠȘṠṢṤṦṨ"), ("T", "ŢŤȚṪṬṮṰ"), ("U", "ÙÚÛÜŨŪŬŮŰŲǓǕǗǙǛṲṴṶṸṺỤỦỨỪỬỮỰ"),
        ("V", "ṼṾ"), ("W", "ŴẀẂẄẆẈ"), ("X", "ẊẌ"), ("Y", "ÝŶŸẎỲỴỶỸ"), ("Z", "ŹŻŽẐẒẔ"), ("a", "àáâãäåāăąǎḁạảấầẩẫậắằẳẵặ"), ("b", "ḃḅḇ"), ("c", "çćĉċčḉ"),
        ("d", "ďḋḍḏḑḓ"), ("e", "èéêëēĕėęěḕḗḙḛḝẹẻẽếềểễệ"), ("f", "ḟ"), ("g", "ĝğġģḡ"), ("h", "ĥḣḥḧḩḫẖ"), ("i", "ìíîïĩīĭįǐḭḯỉị"), ("j", "ĵ"), ("k", "ķḱḳḵ"),
        ("l", "ĺļľḷḹḻḽ"), ("m", "ḿṁṃ"), ("n", "ñńņňṅṇṉṋ"), ("o", "òóôõöōŏőǒṍṏṑṓọỏốồổỗộớờởỡợ"), ("p", "ṕṗ"), ("r", "ŕŗřṙṛṝṟ"), ("s", "śŝşšșṡṣṥṧṩ"),
        ("t", "ţťțṫṭṯṱẗ"), ("u", "ùúûüũūŭůűųǔǖǘǚǜṳṵṷṹṻụủứừửữự"), ("v", "ṽṿ"), ("w", "ŵẁẃẅẇẉẘ"), ("x", "ẋẍ"), ("y", "ýÿŷẏẙỳỵỷỹ"), ("z", "źżžẑẓẕ")];

    // What has no plain letter inside.
    private static readonly Dictionary<char, string> Written = new() {
        ['ß'] = "ss", ['ẞ'] = "SS", ['æ'] = "ae", ['Æ'] = "AE", ['ø'] = "o", ['Ø'] = "O", ['œ'] = "oe", ['Œ'] = "OE", ['ł'] = "l", ['Ł'] = "L", ['đ'] = "d", ['Đ'] = "D",
        ['ı'] = "i", ['þ'] = "th", ['Þ'] = "Th", ['ð'] = "d", ['Ð'] = "D", ['’'] = "'", ['–'] = "-",
    };

    private static readonly Dictionary<char, string> Known = new(Written.Concat(Accents.SelectMany(a => a.Accented.Select(c => KeyValuePair.Create(c, a.Plain)))));

    /// <summary>A name as it can stand in a file: without its accents.</summary>
    /// <returns>It, or what is wrong with it.</returns>
    public static (string? Name, string? Mistake) Read(string text) {
        var plain = new StringBuilder();
        if (text.Length > BankLimits.BankNameCharsMax) return (null, $"A name has at most {BankLimits.BankNameCharsMax} characters.");
        foreach (var rune in text.EnumerateRunes()) {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) continue;
            if (rune.IsBmp && Known.TryGetValue((char)rune.Value, out var letters)) plain.Append(letters);
            else if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || Signs.Contains((char)rune.Value, StringComparison.Ordinal))) plain.Append((char)rune.Value);
            else return (null, $"Banks take letters of English only, and '{Shown(rune)}' is none. Write the name as it stands on the bank's card.");
        }
        var name = string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length is 0 or > BankLimits.BankNameCharsMax || !name.Any(char.IsAsciiLetter)
            ? (null, $"A name has 1 to {BankLimits.BankNameCharsMax} characters, with a letter among them.") : (name, null);
    }

    private static string Shown(Rune rune) => Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format ? $"U+{rune.Value:X4}" : rune.ToString();
}
