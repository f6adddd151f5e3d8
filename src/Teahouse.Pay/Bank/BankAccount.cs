namespace Teahouse.Pay.Bank;

/// <summary>The operator's account at a bank, where the money of all people of the house lies.</summary>
/// <param name="Iban">Its number, without spaces.</param>
/// <param name="Name">Whose it is, in letters that every bank takes.</param>
/// <param name="Bic">The bank's code; null where it is not said, and banks find each other by the number.</param>
public sealed record BankAccount(string Iban, string Name, string? Bic) {
    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string ReadIban(string text) => Bank.Iban.Read(text) is { Iban: { } iban } ? iban : throw new FormatException(Bank.Iban.Read(text).Mistake);

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is none that a bank takes.</exception>
    public static string ReadName(string text) => BankLetters.Read(text) is { Name: { } name } ? name : throw new FormatException(BankLetters.Read(text).Mistake);

    /// <summary>Reads a bank's code: ISO 9362.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string ReadBic(string text) {
        var bic = text.ToUpperInvariant();
        return bic.Length is 8 or 11 && bic.All(char.IsAsciiLetterOrDigit) && bic.AsSpan(0, 6).IndexOfAnyExceptInRange('A', 'Z') < 0
            ? bic : throw new FormatException($"'{text}' is no BIC. One has 8 or 11 letters and digits, the first six of them letters, as COBADEFFXXX has.");
    }
}

/// <summary>Which account at a bank the house has.</summary>
/// <param name="Account">The operator's; null where none was said.</param>
internal sealed record HouseBank(BankAccount? Account);
