using Teahouse.People.Matrix;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>What can be read of rooms besides their state.</summary>
internal static class ReadingRoutes {
    public static void Map(MatrixRoutes routes) {
        GetRoomEvents.Map(routes);
        GetEventContext.Map(routes);
        GetOneRoomEvent.Map(routes);
        GetRelatingEvents.Map(routes);
        GetThreadRoots.Map(routes);
        GetEventByTimestamp.Map(routes);
    }
}
