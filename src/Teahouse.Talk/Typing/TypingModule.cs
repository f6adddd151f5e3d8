using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Typing: what it needs, and its route.</summary>
internal static class TypingModule {
    public static void AddTyping(this IServiceCollection services, bool isOneOfSeveral) {
        services.AddSingleton<Typists>();
        services.AddSingleton<ISyncPart, TypingInSync>();
        services.AddSingleton<TypingDesk>();
        services.AddHostedService<TypingBell>();
        if (!isOneOfSeveral) return;
        services.AddSingleton<TypingAcrossSilos>();
        services.AddHostedService(house => house.GetRequiredService<TypingAcrossSilos>());
    }

    public static void Map(MatrixRoutes matrix) => SetTyping.Map(matrix);
}
