using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>The routes of filters.</summary>
internal static class FilterRoutes {
    public static void Map(MatrixRoutes matrix) {
        DefineFilter.Map(matrix);
        GetFilter.Map(matrix);
    }
}
