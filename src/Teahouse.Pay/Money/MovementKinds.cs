using Teahouse.Pay.Ledger;

namespace Teahouse.Pay.Money;

/// <summary>How movements are called on the wire.</summary>
internal static class MovementKinds {
    /// <summary>Stands behind the kind of what nobody took from its card, and of what came back on its way out or of a fee.</summary>
    public const string Back = "Back";

    /// <summary>A payment whose payer scanned what the payee shows, and showed no code of their own.</summary>
    public const string Poster = "poster";

    private static readonly (TransferKind Kind, string Word)[] All = [
        (TransferKind.Transfer, "transfer"), (TransferKind.RedPacket, "redPacket"), (TransferKind.Payment, "code"), (TransferKind.Refund, "refund"), (TransferKind.PlayMoney, "playMoney"),
        (TransferKind.Tally, "tally"), (TransferKind.Fee, "fee"), (TransferKind.MoneyIn, "moneyIn"), (TransferKind.MoneyOut, "moneyOut"), (TransferKind.Cash, "cash")];

    /// <summary>All words.</summary>
    public static IEnumerable<string> Words => [.. All.Select(k => k.Word), Poster];

    /// <summary>The word of a kind.</summary>
    /// <param name="kind">What the ledger calls it.</param>
    /// <param name="scanned">Of a payment: whether its payer scanned a poster or a code for one payment.</param>
    public static string Of(TransferKind kind, bool scanned) => kind == TransferKind.Payment && scanned ? Poster : All.FirstOrDefault(k => k.Kind == kind).Word ?? throw new InvalidOperationException($"Nothing makes {kind} yet.");
}
