namespace Teahouse.Storage;

/// <summary>The classes of personal data that the charter speaks of. Whoever reads a person's data names one of them.</summary>
public enum DataClass {
    /// <summary>Handle, display name, avatar.</summary>
    Profile,
    /// <summary>Whom a person knows: rooms shared, people blocked.</summary>
    Contacts,
    /// <summary>What was said. In private rooms the server holds only ciphertext.</summary>
    MessageContent,
    /// <summary>Who wrote when to which room, what was read when.</summary>
    MessageMetadata,
    /// <summary>Pictures and files, in private rooms as ciphertext.</summary>
    Media,
    /// <summary>Devices, their keys, sessions and ways to sign in.</summary>
    Devices,
    /// <summary>Payments.</summary>
    Payments,
    /// <summary>Orders and bookings.</summary>
    Orders,
    /// <summary>Where a person is or was.</summary>
    Places,
    /// <summary>The name in the passport.</summary>
    LegalName,
    /// <summary>The health record.</summary>
    Health,
    /// <summary>Proven facts about conduct in one context.</summary>
    Conduct,
    /// <summary>What follows from conduct, by published rules.</summary>
    Standing,
}
