using System.Data.Common;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.AccountData;

/// <summary>A room that somebody has been in, was invited to, or asked to join: one about which they may keep something.</summary>
internal static class KnownRoom {
    /// <summary>Its number in rows; null when they know no such room.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when that is no room id.</exception>
    public static async Task<long?> Find(DbConnection connection, string roomId, string userId) =>
        !MatrixIds.IsRoomId(roomId) ? throw MatrixError.InvalidParam("That is not a room id.").Thrown()
        : await RoomReader.Find(connection, roomId) is { } room && await RoomReader.Membership(connection, room.Number, userId) is not null
            ? room.Number : null;

    /// <summary>Its number in rows.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM; M_FORBIDDEN when they know no such room.</exception>
    public static async Task<long> Demand(DbConnection connection, string roomId, string userId) =>
        await Find(connection, roomId, userId) ?? throw MatrixError.Forbidden("You have never been in this room.").Thrown();
}
