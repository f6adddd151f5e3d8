using System.Data.Common;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Talk.AccountData;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>A room as one person may read it: what its history shows them, without the messages of people whom they ignore.</summary>
internal sealed class RoomView {
    private readonly RoomVisibility visibility;

    private RoomView(RoomName room, RoomVisibility visibility, IReadOnlySet<string> ignored) =>
        (Room, this.visibility, Ignored) = (room, visibility, ignored);

    /// <summary>The room.</summary>
    public RoomName Room { get; }

    /// <summary>Whom the person ignores.</summary>
    public IReadOnlySet<string> Ignored { get; }

    /// <summary>Whether the person may read what is said in the room now.</summary>
    public bool IsOpen => visibility.Allows(long.MaxValue);

    /// <summary>The last position that the person may read; the highest there is while the room is open to them.</summary>
    public long End => IsOpen ? long.MaxValue : visibility.Membership.LastJoinedUntil(long.MaxValue);

    /// <summary>The view that a person has of a room.</summary>
    public static async Task<RoomView> Of(DbConnection connection, RoomName room, Person person) =>
        new(room, await RoomVisibility.Of(connection, room, person.UserId), await IgnoredUsers.Read(connection, person.Id));

    /// <summary>The view of a room, whoever asks; null when there is no such room.</summary>
    public static async Task<RoomView?> Find(DbConnection connection, string roomId, Person person) =>
        await RoomReader.Find(connection, roomId) is { } room ? await Of(connection, room, person) : null;

    /// <summary>The view of a room for who is or was in it, or for anybody when the world may read it.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN.</exception>
    public static async Task<RoomView> Open(DbConnection connection, string roomId, Person person) =>
        await Find(connection, roomId, person) is { IsOpen: true } view ? view
        : await Of(connection, await RoomReader.ForPastMember(connection, roomId, person.UserId), person);

    /// <summary>Whether history lets the person see an event, whoever sent it.</summary>
    public bool MayBeSeen(StoredEvent stored) => visibility.Allows(stored.Position);

    /// <summary>Whether the person gets to see an event: state always comes through, messages not from whom they ignore.</summary>
    public bool Shows(StoredEvent stored) => Shows(stored.Position, stored.Pdu.Sender, stored.Pdu.IsState);

    /// <summary>Whether the person gets to see the event at a position.</summary>
    public bool Shows(long position, string sender, bool isState) => visibility.Allows(position) && (isState || !Ignored.Contains(sender));

    /// <summary>One event of the room.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND: there is none of this id, or not for this person.</exception>
    public async Task<StoredEvent> Event(DbConnection connection, string eventId) =>
        await RoomReader.Event(connection, Room.Number, eventId) is { } stored && Shows(stored) ? stored : throw NoSuchEvent().Thrown();

    /// <summary>The answer to whoever asks for an event that is not there for them.</summary>
    public static MatrixError NoSuchEvent() => MatrixError.NotFound("There is no such event, or you may not see it.");
}
