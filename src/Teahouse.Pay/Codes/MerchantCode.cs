namespace Teahouse.Pay.Codes;

/// <summary>A code that a payee shows and a payer scans (EMVCo merchant-presented mode).</summary>
internal sealed record MerchantCode {
    /// <summary>The payee here, where the code is one of ours.</summary>
    public string? Payee { get; init; }

    /// <summary>Whom else it asks to move the money: application identifiers, and of card schemes the number of the object (<c>02</c> to <c>25</c>).</summary>
    public IReadOnlyList<string> OtherSchemes { get; init; } = [];

    /// <summary>Made for one payment, and not a poster.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>ISO 4217, numeric; null where the code does not say.</summary>
    public long? Currency { get; init; }

    /// <summary>Minor units; null where the payer is asked.</summary>
    public long? Amount { get; init; }

    /// <summary>What kind of business it is (ISO 18245), four digits.</summary>
    public string? Category { get; init; }

    /// <summary>ISO 3166, two letters.</summary>
    public string? Country { get; init; }

    /// <summary>The payee's name in letters of the ASCII set.</summary>
    public string? Name { get; init; }

    /// <summary>The city, likewise.</summary>
    public string? City { get; init; }

    /// <summary>Name and city in their own letters, with the language of both.</summary>
    public LocalName? Local { get; init; }

    /// <summary>What the payment is for: the number of a bill.</summary>
    public string? Bill { get; init; }

    /// <summary>The payee's own reference.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the code asks for the payer's address, number or mail: never answered by itself.</summary>
    public bool AsksWhoPays { get; init; }

    /// <summary>Where it departs from its specification, in the specification's words; most national schemes do.</summary>
    public IReadOnlyList<string> Unusual { get; init; } = [];
}

/// <summary>A name in its own letters.</summary>
/// <param name="Language">ISO 639, two letters.</param>
/// <param name="Name">The name.</param>
/// <param name="City">The city, or null.</param>
internal sealed record LocalName(string Language, string Name, string? City);
