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
        Assert.Equal(Faces.OfPayee(payee, null) with { Name = "Noodles", Verified = true }, Faces.OfPayee(payee, "Noodles"));
        Assert.True(Enumerable.Range(0, 100).Select(_ => Faces.OfPayee(PersonId.New(), null)).Distinct().Count() > 30);
    }
}
