using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>The names of rooms.</summary>
internal sealed partial class RoomAliases(Database database, RoomDoor rooms, ILogger<RoomAliases> log) {
    /// <summary>The room that an alias names, or null.</summary>
    public static Task<string?> RoomIdOf(DbConnection connection, string alias) =>
        connection.QueryFirstOrDefaultAsync<string?>(
            "SELECT r.room_id FROM talk_alias a JOIN talk_room r ON r.room = a.room WHERE a.alias = @alias", new { alias });

    /// <summary>The id of the room that somebody names by its id or an alias.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND.</exception>
    public static async Task<string> RoomIdMeant(DbConnection connection, string roomIdOrAlias) => !roomIdOrAlias.StartsWith('#') ? roomIdOrAlias
        : await RoomIdOf(connection, roomIdOrAlias) ?? throw MatrixError.NotFound("No room here has this alias.").Thrown();

    /// <summary>Whether somebody may say what a room is called first.</summary>
    public static async Task<bool> MayName(DbConnection connection, RoomName room, Person person) {
        if (await RoomReader.Membership(connection, room.Number, person.UserId) != Memberships.Join) return false;
        var create = (await RoomReader.StateEvent(connection, room.Number, EventTypes.Create))!.Pdu;
        var levels = PowerLevels.Of(room.Version, create, (await RoomReader.StateEvent(connection, room.Number, EventTypes.PowerLevels))?.Pdu);
        return levels.Of(person.UserId) >= levels.Needed(EventTypes.CanonicalAlias, isState: true);
    }

    /// <summary>Checks that a text can be an alias at all.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM.</exception>
    public static void CheckForm(string alias) {
        if (!MatrixIds.IsAlias(alias)) throw MatrixError.InvalidParam("An alias has the form #name:server.").Thrown();
    }

    /// <summary>Checks that every alias in an m.room.canonical_alias names this room: a room cannot call itself by another's name.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_ALIAS.</exception>
    public async Task CheckPointHere(string roomId, JsonElement content, CancellationToken stop) {
        foreach (var alias in KnownContent.AliasesIn(content).Take(TalkLimits.RoomAliasesMax)) {
            if (await database.Read(connection => RoomIdOf(connection, alias), stop) != roomId) {
                throw new MatrixError(400, "M_BAD_ALIAS", "This alias does not name this room.").Thrown();
            }
        }
    }

    /// <summary>Takes an alias that was deleted out of the room's m.room.canonical_alias. Whether that succeeds or not, the alias is deleted.</summary>
    public async Task CallNoMore(string roomId, string alias, Person person) {
        try {
            var stands = await database.Read(async connection => await RoomReader.Find(connection, roomId) is { } room
                ? (await RoomReader.StateEvent(connection, room.Number, EventTypes.CanonicalAlias))?.Pdu : null, CancellationToken.None);
            if (stands is null || !KnownContent.AliasesIn(stands.Content).Contains(alias)) return;
            var saying = Saying.Of(person.UserId, EventTypes.CanonicalAlias, "", Without(stands.Content, alias));
            await rooms.Say(roomId, saying with { InPlaceOf = stands.EventId }, CancellationToken.None);
        } catch (Exception e) {
            LogStillCalled(log, e);
        }
    }

    private static JsonElement Without(JsonElement content, string alias) {
        var rest = content.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        if (content.OptionalString("alias") == alias) rest.Remove("alias");
        if (content.OptionalArray("alt_aliases") is not null) {
            rest["alt_aliases"] = JsonSerializer.SerializeToElement(content.OptionalStrings("alt_aliases").Where(a => a != alias));
        }
        return JsonSerializer.SerializeToElement(rest);
    }
}
