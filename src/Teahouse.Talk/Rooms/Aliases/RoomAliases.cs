using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>The names of rooms.</summary>
internal sealed class RoomAliases(Database database) {
    /// <summary>The room that an alias names, or null.</summary>
    public static Task<string?> RoomIdOf(DbConnection connection, string alias) =>
        connection.QueryFirstOrDefaultAsync<string?>(
            "SELECT r.room_id FROM talk_alias a JOIN talk_room r ON r.room = a.room WHERE a.alias = @alias", new { alias });

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
}
