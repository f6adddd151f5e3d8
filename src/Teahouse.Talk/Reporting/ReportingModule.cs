using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Reporting;

/// <summary>Reports: what they need, and their routes.</summary>
internal static class ReportingModule {
    public static void AddReporting(this IServiceCollection services) {
        services.AddSingleton<ReportBook>();
    }

    public static void Map(MatrixRoutes matrix) {
        ReportEvent.Map(matrix);
        ReportRoom.Map(matrix);
        ReportUser.Map(matrix);
    }
}
