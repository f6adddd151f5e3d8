using Teahouse.People.Matrix;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>How rooms are found by those who are not in them.</summary>
internal static class DirectoryRoutes {
    public static void Map(MatrixRoutes routes) {
        GetPublicRooms.Map(routes);
        GetRoomSummary.Map(routes);
        GetSpaceHierarchy.Map(routes);
        RoomInList.Map(routes);
    }
}
