using System.Data.Common;
using System.Text.Json;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Events;
using Teahouse.Talk.Push;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>
/// What somebody has set for a room, tags and push rules, goes with them into the room that took its place. That one is believed to
/// follow the old one only where the old one says so too. Spec: "Room upgrades".
/// </summary>
internal sealed class MovedSettings(Database database, AccountDataStore accountData, PushRuleEditor rules) {
    /// <summary>Carries it over to a room that the person is in now, once; what they have set there already stays.</summary>
    public async Task Carry(Person person, string roomId) {
        if (await database.ReadSnapshot(connection => Move.Read(connection, person, roomId), CancellationToken.None) is not { } move) return;
        try {
            if (move.Tags is { } tags) {
                using var content = JsonDocument.Parse(tags, StrictJson.Own);
                await accountData.Set(person, move.Number, AccountDataTypes.Tags, content.RootElement, CancellationToken.None);
            }
            if (move.HasRules) await rules.Edit(person, r => r.AlsoFor(move.OldRoomId, roomId), CancellationToken.None);
        } catch (MatrixRefusalException refusal) when (refusal.Error.Code == "M_TOO_LARGE") {
            // Who keeps as much as one can keeps what they have: that they are in the room counts.
        }
    }

    /// <summary>What there is to carry.</summary>
    /// <param name="OldRoomId">The room that was left behind.</param>
    /// <param name="Number">The number of the new one in rows.</param>
    /// <param name="Tags">The old one's tags, where the new one has none; else null.</param>
    /// <param name="HasRules">Whether there are push rules for the old one alone.</param>
    private sealed record Move(string OldRoomId, long Number, string? Tags, bool HasRules) {
        /// <summary>Null when the room follows none that the person knows.</summary>
        public static async Task<Move?> Read(DbConnection connection, Person person, string roomId) {
            if (await RoomReader.Find(connection, roomId) is not { } room) return null;
            var create = (await RoomReader.StateOf(connection, room.Number, [EventTypes.Create])).Single().Pdu.Content;
            if (create.OptionalObject("predecessor")?.OptionalString("room_id") is not { } oldRoomId || oldRoomId == roomId) return null;
            if (await RoomReader.Find(connection, oldRoomId) is not { } old || await RoomReader.Membership(connection, old.Number, person.UserId) is null) return null;
            var stones = await RoomReader.StateOf(connection, old.Number, [EventTypes.Tombstone]);
            if (!stones.Any(s => s.Pdu.ContentText("replacement_room") == roomId)) return null;
            var has = await AccountDataStore.Find(connection, person.Id, room.Number, AccountDataTypes.Tags);
            var own = await PushRules.Read(connection, person.Id, person.UserId);
            return new(oldRoomId, room.Number, has is null ? await AccountDataStore.Find(connection, person.Id, old.Number, AccountDataTypes.Tags) : null,
                HasRules: own.AlsoFor(oldRoomId, roomId) != own);
        }
    }
}
