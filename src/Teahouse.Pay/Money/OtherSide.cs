using Teahouse.Pay.Payees;
using Teahouse.People;

namespace Teahouse.Pay.Money;

/// <summary>Somebody on the other side of a movement.</summary>
/// <param name="UserId">Their Matrix user id.</param>
/// <param name="Name">What they call themselves, which may be anything; null for nothing.</param>
/// <param name="VerifiedName">Who they are, as the operator has seen it; null for who is not verified.</param>
internal sealed record OtherSide(string UserId, string? Name, string? VerifiedName) {
    public static OtherSide Of(KnownPerson person, VerifiedName? verified) => new(person.UserId, person.Profile.DisplayName, verified?.Name);
}
