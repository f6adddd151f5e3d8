using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Receipts;

/// <summary>Receipts and read markers: what they need, and their routes.</summary>
internal static class ReceiptsModule {
    public static void AddReceipts(this IServiceCollection services) {
        services.AddSingleton<ReceiptStore>();
        services.AddSingleton<ISyncPart, ReceiptsInSync>();
    }

    public static void Map(MatrixRoutes matrix) {
        PostReceipt.Map(matrix);
        SetReadMarker.Map(matrix);
    }
}
