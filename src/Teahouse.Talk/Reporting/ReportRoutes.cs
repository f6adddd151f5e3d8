using Teahouse.People.Matrix;

namespace Teahouse.Talk.Reporting;

/// <summary>The routes of reports.</summary>
internal static class ReportRoutes {
    public static void Map(MatrixRoutes matrix) {
        ReportEvent.Map(matrix);
        ReportRoom.Map(matrix);
        ReportUser.Map(matrix);
    }
}
