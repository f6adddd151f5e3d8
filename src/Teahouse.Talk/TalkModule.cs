using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Keys;
using Teahouse.Talk.Sync;
using Teahouse.Talk.ToDevice;

namespace Teahouse.Talk;

/// <summary>Talk: the Matrix client-server API. Owns the tables talk_*; nobody else reads or writes them.</summary>
public static class TalkModule {
    /// <summary>The tables talk_*.</summary>
    public static MigrationSet Migrations => MigrationSet.Of<InThisAssembly>("talk");

    /// <summary>Adds what Talk needs and owns.</summary>
    public static void AddTalk(this IHostApplicationBuilder house) {
        house.Services.AddSingleton<Inboxes>();
        house.Services.AddToDevice();                          // the first part of a sync
        house.Services.AddKeys();
    }

    /// <summary>Maps what Talk offers.</summary>
    public static void MapTalk(this IEndpointRouteBuilder app) {
        var matrix = new MatrixRoutes(app);
        KeysModule.Map(matrix);
        ToDeviceModule.Map(matrix);
    }

    private sealed class InThisAssembly;
}
