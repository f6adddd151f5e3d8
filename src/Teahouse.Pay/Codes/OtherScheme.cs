namespace Teahouse.Pay.Codes;

/// <summary>Whose a code is that is none of ours: by the identifier that each scheme puts into its own.</summary>
internal static class OtherScheme {
    /// <summary>Where an identifier begins so, the code is theirs.</summary>
    private static readonly (string Begins, string Name)[] Known = [
        ("A0000006770101", "PromptPay"), ("A000000727", "VietQR"), ("A000000775", "VNPAY"), ("VN.AIRPAY", "ShopeePay"), ("JP.OR.PAYMENTSJAPAN", "JPQR"), ("BR.GOV.BCB.PIX", "Pix"),
        ("SG.PAYNOW", "PayNow"), ("SG.COM.NETS", "NETS"), ("HK.COM.HKICL", "FPS"),
        ("ID.CO.QRIS", "QRIS"), ("COM.P2PQRPAY", "InstaPay"), ("PH.PPMI", "QR Ph"), ("A0000006150001", "DuitNow"), ("A000000524", "BharatQR"), ("COM.FONEPAY", "Fonepay"),
        ("A000000333", "UnionPay"), ("A000000003", "Visa"), ("A000000004", "Mastercard"),
    ];

    /// <summary>Card schemes have objects of their own.</summary>
    private static readonly (string Id, string Name)[] Cards = [
        ("02", "Visa"), ("03", "Visa"), ("04", "Mastercard"), ("05", "Mastercard"), ("11", "American Express"), ("12", "American Express"), ("13", "JCB"), ("14", "JCB"),
        ("15", "UnionPay"), ("16", "UnionPay"),
    ];

    /// <summary>The name of the first scheme that is known here; null for none.</summary>
    public static string? NameOf(MerchantCode code) => code.OtherSchemes.Select(NameOf).FirstOrDefault(name => name is not null);

    private static string? NameOf(string scheme) => scheme.Length == 2
        ? Array.Find(Cards, c => c.Id == scheme).Name : Array.Find(Known, k => scheme.StartsWith(k.Begins, StringComparison.OrdinalIgnoreCase)).Name ?? Bakong(scheme);

    // Cambodia's has the payee's own name at a bank where others have an identifier.
    private static string? Bakong(string scheme) => scheme.Contains('@', StringComparison.Ordinal) ? "KHQR" : null;
}
