using Teahouse.People.Matrix;

namespace Teahouse.Talk.Presence;

/// <summary>The routes of presence.</summary>
internal static class PresenceRoutes {
    public static void Map(MatrixRoutes matrix) {
        GetPresence.Map(matrix);
        SetPresence.Map(matrix);
    }
}
