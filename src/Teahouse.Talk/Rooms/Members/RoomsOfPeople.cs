using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>What happens in rooms when something happens to a person: a new name or picture is seen in each of them, and who goes for good leaves them.</summary>
internal sealed partial class RoomsOfPeople(Database database, RoomDoor rooms, ILogger<RoomsOfPeople> log) : IPersonChanges {
    /// <inheritdoc/>
    public Write DevicesEnding(PersonId person, string userId, IReadOnlyCollection<string> deviceIds) => Write.Nothing;

    /// <inheritdoc/>
    public Task DevicesEnded(PersonId person, string userId, IReadOnlyCollection<string> deviceIds, long firstPosition, CancellationToken stop) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeviceRenamed(PersonId person, string userId, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ProfileChanged(PersonId person, string userId, Profile profile, CancellationToken stop) {
        foreach (var roomId in await RoomsWhere(person, stop, Memberships.Join)) {
            await Say(roomId, person, userId, Memberships.Join, profile, [Memberships.Join], stop);
        }
    }

    /// <inheritdoc/>
    public async Task Deactivated(PersonId person, string userId, bool erase, CancellationToken stop) {
        foreach (var roomId in await RoomsWhere(person, stop, Memberships.Join, Memberships.Invite, Memberships.Knock)) {
            await Say(roomId, person, userId, Memberships.Leave, null, null, stop);
        }
    }

    private async Task Say(
        string roomId, PersonId person, string userId, string membership, Profile? profile, string[]? onlyIf, CancellationToken stop) {
        var content = RoomDoor.MemberContent(membership, profile);
        try {
            await rooms.Say(roomId, Saying.Of(userId, EventTypes.Member, userId, content) with { Target = person, OnlyIf = onlyIf }, stop);
        } catch (MatrixRefusalException e) {
            // One room that does not take it (the person was just removed there) keeps the others from nothing.
            LogRefused(log, membership, e.Error.Code);
        }
    }

    private async Task<IReadOnlyList<string>> RoomsWhere(PersonId person, CancellationToken stop, params string[] memberships) =>
        [.. await database.Read(connection => connection.QueryAsync<string>(
            $"""
            SELECT r.room_id FROM talk_member m JOIN talk_room r ON r.room = m.room
            WHERE m.person = @person AND {SqlText.In(connection, "m.membership", "memberships")} ORDER BY m.room
            """, new { person = person.Value, memberships }), stop)];
}
