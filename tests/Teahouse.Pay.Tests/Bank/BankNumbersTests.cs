using CsCheck;
using Teahouse.Pay.Bank;

namespace Teahouse.Pay.Tests.Bank;

/// <summary>Account numbers, references and names, as banks have them.</summary>
public sealed class BankNumbersTests {
    // The examples that ISO 13616's registry gives of itself, and ISO 11649's.
    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("GB29 NWBK 6016 1331 9268 19")]
    [InlineData("ch93 0076 2011 6238 5295 7")]
    [InlineData("NO93 8601 1117 947")]
    [InlineData("MT84 MALT 0110 0001 2345 MTLC AST0 01S")]
    public void An_account_number_is_read_as_people_write_it(string text) =>
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), Iban.Read(text).Iban);

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 01", "check digits")]
    [InlineData("DE98 3704 0044 0532 0130 00", "check digits")]
    [InlineData("DE89-3704-0044-0532-0130-00", "'-' is neither")]
    [InlineData("DE8937040044053201300０", "'０' is neither")]
    [InlineData("", "this has 0")]
    [InlineData("DE89370400440532013000DE89370400440532013000", "this has 44")]
    [InlineData("8937040044053201", "begins with two letters")]
    public void What_is_none_is_refused_by_what_is_wrong_with_it(string text, string why) {
        var (iban, mistake) = Iban.Read(text);
        Assert.Null(iban);
        Assert.Contains(why, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mistyped_character_is_always_found() => Gen.Select(Gen.Int[4, 21], Gen.Int[1, 9]).Sample((at, by) => {
        var number = "DE89370400440532013000".ToCharArray();
        number[at] = (char)('0' + ((number[at] - '0' + by) % 10));
        return Iban.Read(new string(number)).Iban is null;
    });

    [Fact]
    public void A_reference_is_found_wherever_a_bank_breaks_the_line() => Gen.Select(Gen.String[Gen.Char[" .,/-\n:"], 0, 3].Array[17], Gen.String[Gen.Char['a', 'z'], 0, 12], Gen.Bool).Sample((gaps, before, isSmall) => {
        var reference = PayInReference.New();
        var written = string.Concat(reference.Select((c, i) => gaps[i] + c));
        return PayInReference.In($"{before} {(isSmall ? written.ToLowerInvariant() : written)} thanks").SequenceEqual([reference]);
    });

    [Fact]
    public void Half_a_reference_and_one_that_is_mistyped_are_nobodys() {
        var reference = PayInReference.New();
        Assert.Empty(PayInReference.In(reference[..^1]));
        Assert.Empty(PayInReference.In(reference[..^1] + (char)('0' + ((reference[^1] - '0' + 1) % 10))));
        Assert.Empty(PayInReference.In("RF"));
        Assert.Equal([reference], PayInReference.In("RF " + reference));
    }

    [Theory]
    [InlineData("Zoë  Müller-Lüdenscheidt", "Zoe Muller-Ludenscheidt")]
    [InlineData("Łukasz Straße", "Lukasz Strasse")]
    [InlineData("O’Brien & Co", null)]
    [InlineData("阿梅", null)]
    [InlineData("A\u202eB", null)]
    [InlineData("12", null)]
    [InlineData(" ", null)]
    public void A_name_is_written_in_the_letters_that_banks_take_or_refused(string text, string? name) {
        var (read, mistake) = BankLetters.Read(text);
        Assert.Equal((name, name is null), (read, mistake is not null));
    }
}
