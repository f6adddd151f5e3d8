namespace Teahouse.Pay.Cards;

/// <summary>How kinds of cards are called on the wire.</summary>
internal static class CardKinds {
    private static readonly (CardKind Kind, string Word)[] All =
        [(CardKind.Transfer, "transfer"), (CardKind.EqualPacket, "equalPacket"), (CardKind.RandomPacket, "randomPacket")];

    /// <summary>The kind of a word; null for none.</summary>
    public static CardKind? Find(string word) => All.Where(k => k.Word == word).Select(k => (CardKind?)k.Kind).FirstOrDefault();

    /// <summary>The word of a kind.</summary>
    public static string Word(this CardKind kind) => All.First(k => k.Kind == kind).Word;
}
