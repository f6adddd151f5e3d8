namespace Teahouse.Talk.Sync;

/// <summary>What is remembered of rooms between syncs. Each is a cache: what is not in it is read from the database.</summary>
/// <param name="Sights">What people may see.</param>
/// <param name="Speakers">Who speaks there.</param>
/// <param name="Unread">What people have not read.</param>
internal sealed record RoomMemories(RoomSights Sights, SpeakerMemory Speakers, UnreadMemory Unread);
