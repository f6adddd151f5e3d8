using Teahouse.People;

namespace Teahouse.Pay.Money;

/// <summary>Somebody on the other side of a movement.</summary>
/// <param name="UserId">Their Matrix user id.</param>
/// <param name="Name">What they call themselves; null for nothing.</param>
internal sealed record OtherSide(string UserId, string? Name) {
    public static OtherSide Of(KnownPerson person) => new(person.UserId, person.Profile.DisplayName);
}
