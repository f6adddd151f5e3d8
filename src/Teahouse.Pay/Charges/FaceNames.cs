namespace Teahouse.Pay.Charges;

/// <summary>What faces are called where the house writes for itself: in search, on receipts and in statements. The app has the same words.</summary>
internal static class FaceNames {
    private static readonly Dictionary<string, string> InChinese = new() {
        ["lantern"] = "灯", ["crane"] = "鹤", ["mountain"] = "山", ["plum"] = "梅", ["boat"] = "舟", ["bamboo"] = "竹", ["teapot"] = "壶", ["koi"] = "鲤", ["moon"] = "月",
        ["persimmon"] = "柿", ["umbrella"] = "伞", ["swallow"] = "燕", ["lotus"] = "莲", ["gourd"] = "葫芦", ["cat"] = "猫",
        ["quiet"] = "静", ["bright"] = "明", ["gentle"] = "柔", ["swift"] = "疾", ["golden"] = "金", ["silver"] = "银", ["misty"] = "岚", ["merry"] = "乐", ["patient"] = "恒",
        ["wandering"] = "游", ["early"] = "晓", ["distant"] = "远", ["warm"] = "暖", ["curious"] = "奇", ["steady"] = "稳", ["painted"] = "彩",
    };

    /// <summary><c>Quiet Lantern</c>; a verified payee by name.</summary>
    public static string English(this Face face) => face.Name ?? $"{Capital(face.Adjective)} {Capital(face.Avatar)}";

    /// <summary><c>静灯</c>; a verified payee by name.</summary>
    public static string Chinese(this Face face) => face.Name ?? InChinese[face.Adjective] + InChinese[face.Avatar];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
