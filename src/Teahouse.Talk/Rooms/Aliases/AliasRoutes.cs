using Teahouse.People.Matrix;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>What can be done with the names of rooms.</summary>
internal static class AliasRoutes {
    public static void Map(MatrixRoutes routes) {
        SetRoomAlias.Map(routes);
        GetRoomIdByAlias.Map(routes);
        DeleteRoomAlias.Map(routes);
        GetLocalAliases.Map(routes);
    }
}
