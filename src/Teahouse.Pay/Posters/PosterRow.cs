using System.Security.Cryptography;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Posters;

/// <summary>A code that a payee shows, as it stands in its row.</summary>
/// <param name="Id">What the code has: random, and telling nothing of whose it is.</param>
/// <param name="Payee">Whose.</param>
/// <param name="Number">Which of the payee's it is.</param>
/// <param name="Key">The request's Idempotency-Key, big-endian.</param>
/// <param name="Label">What the payee calls it, and payers see; null for nothing.</param>
/// <param name="Amount">Of a code for one payment, in minor units of the house's currency; null on a poster.</param>
/// <param name="Reference">Of a code for one payment: the payee's own reference; null for none.</param>
/// <param name="At">When it was made (milliseconds).</param>
/// <param name="Until">When a code for one payment ends (milliseconds).</param>
/// <param name="EndedAt">When it was withdrawn (milliseconds); null where it was not.</param>
/// <param name="Paid">The charge that pays a code for one payment; null for none.</param>
internal sealed record PosterRow(
    string Id, long Payee, long Number, byte[] Key, string? Label, long? Amount, string? Reference, long At, long? Until, long? EndedAt, byte[]? Paid) {
    private const string IdCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int IdLength = 20;

    /// <summary>A new name for a code.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(IdCharacters, IdLength);

    /// <summary>Whether a text may be such a name.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(c => IdCharacters.Contains(c, StringComparison.Ordinal));

    /// <summary>Whose.</summary>
    public PersonId To => new(Payee);

    /// <summary>For one payment of one amount.</summary>
    public bool IsOnce => Amount is not null;

    /// <summary>What a charge of it says of its source.</summary>
    public CodeSource Source => IsOnce ? CodeSource.Bill : CodeSource.Poster;

    /// <summary>Where it stands: <c>open</c>, <c>paid</c>, <c>expired</c> or <c>withdrawn</c>.</summary>
    public string State(long now) => Paid is not null ? "paid" : EndedAt is not null ? "withdrawn" : now >= Until ? "expired" : "open";

    /// <summary>What stands in its QR code.</summary>
    /// <param name="name">The payee's, in ASCII and in its own letters.</param>
    /// <param name="house">Its name is the city, for readers of other schemes: the only place that it knows of its payees.</param>
    public string Written(PosterName name, House house) => MerchantCodeWriter.Write(new() {
        Payee = Id, IsDynamic = IsOnce, Currency = Iso4217.OfHouse.Number, Amount = Amount, Category = PosterName.NoCategory, Country = PosterName.Country,
        Name = name.Ascii, City = PosterName.City(house.ServerName), Local = name.Local is { } local ? new(PosterName.Language, local, null) : null, Reference = Reference,
    });
}
