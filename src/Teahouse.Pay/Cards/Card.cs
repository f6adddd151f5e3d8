namespace Teahouse.Pay.Cards;

/// <summary>What a card is; the numbers stand in rows.</summary>
internal enum CardKind {
    /// <summary>For one person of the room, who accepts or declines.</summary>
    Transfer = 1,
    /// <summary>A red packet whose shares are alike.</summary>
    EqualPacket = 2,
    /// <summary>A red packet whose shares are drawn.</summary>
    RandomPacket = 3,
}

/// <summary>How far a card is; the numbers stand in rows, and from 10 on nothing is left to do.</summary>
internal enum CardState {
    /// <summary>Written down; the money is not there yet.</summary>
    Made = 0,
    /// <summary>The money is there, for whoever it is meant for.</summary>
    Open = 1,
    /// <summary>Nobody takes any more of it; what is left is on its way back.</summary>
    Ending = 2,
    /// <summary>All of it is somebody's.</summary>
    Over = 10,
    /// <summary>There was no money for it: nobody has ever seen it.</summary>
    Failed = 11,
}

/// <summary>Why a card ended; the numbers stand in rows.</summary>
internal enum CardEnding {
    /// <summary>It has not.</summary>
    None = 0,
    /// <summary>All of it was taken.</summary>
    Taken = 1,
    /// <summary>Whom it was for has declined it.</summary>
    Declined = 2,
    /// <summary>Its day was over.</summary>
    Late = 3,
}

/// <summary>How far a part of a card is; the numbers stand in rows.</summary>
internal enum PartState {
    /// <summary>Nobody has it.</summary>
    Open = 0,
    /// <summary>Somebody's from now on; the money is on its way.</summary>
    Claimed = 1,
    /// <summary>Theirs.</summary>
    Paid = 10,
    /// <summary>The sender's again.</summary>
    Back = 11,
}

/// <summary>Money that stands in a conversation.</summary>
/// <param name="Id">All that the message has of it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Room">The Matrix room in which it stands.</param>
/// <param name="Sender">Whose money it was.</param>
/// <param name="Key">Their Idempotency-Key, and the ledger's transfer into the card.</param>
/// <param name="Back">The ledger's transfer of what comes back.</param>
/// <param name="Currency">ISO 4217, numeric.</param>
/// <param name="Minor">Minor units in all.</param>
/// <param name="Seed">What the shares of a random packet were drawn from; else null.</param>
/// <param name="At">When it was made (milliseconds).</param>
/// <param name="Until">When what is left comes back (milliseconds).</param>
[GenerateSerializer, Immutable]
internal sealed record Card(
    [property: Id(0)] Guid Id, [property: Id(1)] CardKind Kind, [property: Id(2)] string Room, [property: Id(3)] long Sender, [property: Id(4)] Guid Key,
    [property: Id(5)] Guid Back, [property: Id(6)] long Currency, [property: Id(7)] long Minor, [property: Id(8)] byte[]? Seed, [property: Id(9)] long At,
    [property: Id(10)] long Until) {
    /// <summary>How far it is.</summary>
    [Id(11)] public CardState State { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(12)] public CardEnding Ending { get; init; }

    /// <summary>Whose money it will be.</summary>
    [Id(13)] public CardPart[] Parts { get; init; } = [];
}

/// <summary>A part of a card.</summary>
/// <param name="Number">From 0 on; the shares of a packet are taken in this order.</param>
/// <param name="Person">Whose it is; null for a share that nobody has taken.</param>
/// <param name="Minor">Minor units.</param>
/// <param name="Transfer">The ledger's transfer out of the card.</param>
/// <param name="At">When it was taken (milliseconds); before that, when the card was made.</param>
/// <param name="State">How far it is.</param>
[GenerateSerializer, Immutable]
internal sealed record CardPart(
    [property: Id(0)] int Number, [property: Id(1)] long? Person, [property: Id(2)] long Minor, [property: Id(3)] Guid Transfer, [property: Id(4)] long At,
    [property: Id(5)] PartState State);
