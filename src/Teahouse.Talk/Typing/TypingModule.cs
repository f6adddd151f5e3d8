using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Typing: what it needs, and its route.</summary>
internal static class TypingModule {
    public static void AddTyping(this IServiceCollection services) {
        services.AddSingleton<Typists>();
        services.AddSingleton<ISyncPart, TypingInSync>();
        services.AddHostedService<TypingBell>();
    }

    public static void Map(MatrixRoutes matrix) => SetTyping.Map(matrix);
}
