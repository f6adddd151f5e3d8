namespace Teahouse.Talk.Sync;

/// <summary>
/// What the parts of a sync have gathered. Events are finished UTF-8 JSON, so that the answer is written by putting pieces
/// together.
/// </summary>
internal sealed class SyncAnswer {
    private readonly Dictionary<long, SyncRoom> rooms = [];

    /// <summary>Account data outside rooms.</summary>
    public List<byte[]> AccountData { get; } = [];

    /// <summary>
    /// Where the answer must end when a part could not say all: the next <c>since</c> is then this position, and the parts
    /// that read after it keep to it.
    /// </summary>
    public long? MustEndAt { get; set; }

    /// <summary>Messages to this device.</summary>
    public List<byte[]> ToDevice { get; } = [];

    /// <summary>People whose device list changed, or with whom a room is newly shared.</summary>
    public SortedSet<string> DevicesChanged { get; } = new(StringComparer.Ordinal);

    /// <summary>People with whom no room is shared any more.</summary>
    public SortedSet<string> DevicesLeft { get; } = new(StringComparer.Ordinal);

    /// <summary>One-time keys of this device that are left on the server, by algorithm. They alone end no wait.</summary>
    public SortedDictionary<string, long> OneTimeKeyCounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Algorithms of this device's fallback keys that have not been used. They alone end no wait.</summary>
    public List<string> UnusedFallbackKeys { get; } = [];

    /// <summary>Up to which state of who-is-typing this answer goes; it becomes the next <see cref="SyncWindow.TypingSince"/>.</summary>
    public long TypingUntil { get; set; }

    /// <summary>The rooms with something to say.</summary>
    public IReadOnlyDictionary<long, SyncRoom> Rooms => rooms;

    /// <summary>The part of the answer about a joined room; made when first asked for.</summary>
    public SyncRoom Room(long room) => rooms.TryGetValue(room, out var part) ? part : rooms[room] = new();

    /// <summary>Whether a waiting client has something to hear.</summary>
    public bool HasNews => AccountData.Count + ToDevice.Count + DevicesChanged.Count + DevicesLeft.Count > 0
        || rooms.Values.Any(r => r.HasNews);
}

/// <summary>What a sync says about a joined room besides its timeline and state.</summary>
internal sealed class SyncRoom {
    /// <summary>Receipts and who is typing.</summary>
    public List<byte[]> Ephemeral { get; } = [];

    /// <summary>The person's account data in the room, tags and read marker among them.</summary>
    public List<byte[]> AccountData { get; } = [];

    /// <summary>The unread counts are to be told even if nothing else is.</summary>
    public bool CountsChanged { get; set; }

    /// <summary>Whether there is something to say.</summary>
    public bool HasNews => Ephemeral.Count + AccountData.Count > 0 || CountsChanged;
}
