using Teahouse.Pay.Charges;
using Teahouse.Storage;

namespace Teahouse.Pay.Tests.Charges;

public sealed class FacesTests {
    [Fact]
    public void A_payer_has_another_face_for_each_payment_and_a_payee_always_the_same() {
        var drawn = Enumerable.Range(0, 2_000).Select(_ => Faces.OfPayer(Guid.NewGuid().ToByteArray())).ToList();
        Assert.All(drawn, f => Assert.Equal((null, false), (f.Name, f.Verified)));
        Assert.Equal((15, 16), (drawn.Select(f => f.Avatar).Distinct().Count(), drawn.Select(f => f.Adjective).Distinct().Count()));
        var payee = PersonId.New();
        Assert.Equal(Faces.OfPayee(payee, null), Faces.OfPayee(payee, null));
        Assert.Equal(Faces.OfPayee(payee, null) with { Name = "Noodles", Verified = true }, Faces.OfPayee(payee, new("Noodles", Photo: null)));
        Assert.True(Enumerable.Range(0, 100).Select(_ => Faces.OfPayee(PersonId.New(), null)).Distinct().Count() > 30);
    }

    [Fact]
    public void The_house_calls_faces_what_the_app_calls_them() {
        var po = File.ReadAllText(Path.Combine(Folder(AppContext.BaseDirectory), "web", "src", "strings", "wallet", "zh.po"));
        foreach (var face in Enumerable.Range(0, 2_000).Select(_ => Faces.OfPayer(Guid.NewGuid().ToByteArray())).Distinct()) {
            var (english, chinese) = (face.English().Split(' '), face.Chinese());
            Assert.Equal(chinese, Translated("adjective of a payment name", english[0]) + Translated("painted thing of a payment name", english[1]));
        }
        Assert.Equal(("老王面馆", "老王面馆"), (Faces.OfPayee(PersonId.New(), new("老王面馆", Photo: null)).English(), Faces.OfPayee(PersonId.New(), new("老王面馆", Photo: null)).Chinese()));

        string Translated(string context, string word) {
            var before = $"msgctxt \"{context}\"\nmsgid \"{word}\"\nmsgstr \"";
            var at = po.IndexOf(before, StringComparison.Ordinal) + before.Length;
            return po[at..po.IndexOf('"', at)];
        }
    }

    private static string Folder(string from) => File.Exists(Path.Combine(from, "Teahouse.slnx")) ? from : Folder(Path.GetDirectoryName(from)!);
}
