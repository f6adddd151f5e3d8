using System.Xml.Linq;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Posters;
using Teahouse.People;

namespace Teahouse.Pay.Tests.Posters;

public sealed class PosterSheetTests {
    private static readonly House Tea = new("tea.example.org", new("https://tea.example.org"), new("https://pay.tea.example.org"), RegistrationRule.Open, RateLimits: true);

    [Theory]
    [InlineData(null, "Quiet Lantern", "静灯"), InlineData("Lao Wang", "Lao Wang", null), InlineData("钟楼面馆", "Quiet Lantern", "钟楼面馆")]
    [InlineData("A Noodle House That Never Ends, Branch 2", "A Noodle House That Never", null), InlineData("𠮷野家 Café", "Quiet Lantern", "𠮷野家 Café")]
    public void A_code_names_its_payee_in_ASCII_and_beyond_that_in_letters_of_their_own(string? name, string ascii, string? local) {
        var found = PosterName.Of(new Face("lantern", "quiet", name, name is not null));
        Assert.Equal((ascii, local, name ?? "Quiet Lantern 静灯"), (found.Ascii, found.Local, found.Shown));
    }

    [Fact]
    public void Paper_and_picture_say_the_same_and_whatever_payees_are_called_is_only_text() {
        foreach (var name in (string?[])[null, "钟楼面馆", "<script>&\"'", new('楼', 40)]) {
            var sheet = PosterSheet.Of(Row(null), PosterName.Of(new Face("koi", "merry", name, name is not null)), name is not null, Tea);
            var svg = XDocument.Parse(System.Text.Encoding.UTF8.GetString(PosterSvg.Draw(sheet)));
            Assert.Equal(sheet.Lines.Select(l => l.Text), svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
            Assert.Contains(sheet.Lines, l => l.Text == (name ?? "Merry Koi 乐鲤"));
            Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "image" or "a");
            var (a6, a5) = (PosterPdf.Draw(sheet, isA5: false), PosterPdf.Draw(sheet, isA5: true));
            Assert.All([a6, a5], pdf => Assert.InRange(pdf!.Length, 5_000, 100_000));
        }
    }

    [Fact]
    public void A_letter_that_no_font_has_makes_no_paper() =>
        Assert.Null(PosterPdf.Draw(PosterSheet.Of(Row("\U0010FFFD"), PosterName.Of(new Face("koi", "merry", null, false)), false, Tea), isA5: false));

    private static PosterRow Row(string? label) => new(PosterRow.NewId(), 1, 1, [], label, null, null, 0, null, null, null);
}
