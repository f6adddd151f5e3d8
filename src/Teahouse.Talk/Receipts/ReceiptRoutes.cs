using Teahouse.People.Matrix;

namespace Teahouse.Talk.Receipts;

/// <summary>The routes of receipts and read markers.</summary>
internal static class ReceiptRoutes {
    public static void Map(MatrixRoutes matrix) {
        PostReceipt.Map(matrix);
        SetReadMarker.Map(matrix);
    }
}
