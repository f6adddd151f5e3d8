using Teahouse.Pay.Ledger;

namespace Teahouse.Pay.Cards;

/// <summary>A card's one writer. Keyed by the card's id.</summary>
internal interface ICardGrain : IGrainWithGuidKey {
    /// <summary>The card as it stands; null when there is none.</summary>
    Task<Card?> Look();

    /// <summary>Moves the sender's money into a card that was written down. Once: asked again, it says the same.</summary>
    Task<TransferOutcome> Fund();

    /// <summary>Gives somebody the part that is theirs, or the next that is nobody's; where there is none, or it has ended, nothing happens.</summary>
    /// <returns>The card afterwards; null when there is none.</returns>
    Task<Card?> Take(long person);

    /// <summary>Ends a card because whom it is for does not want it; where it has ended already, nothing happens.</summary>
    /// <returns>The card afterwards; null when there is none.</returns>
    Task<Card?> Decline();

    /// <summary>Does what is due by the clock, and what somebody before began and did not end.</summary>
    Task Settle();
}
