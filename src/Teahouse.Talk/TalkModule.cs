using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Keys;
using Teahouse.Talk.Media;
using Teahouse.Talk.Presence;
using Teahouse.Talk.Push;
using Teahouse.Talk.Receipts;
using Teahouse.Talk.Reporting;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Sync;
using Teahouse.Talk.ToDevice;
using Teahouse.Talk.Typing;

namespace Teahouse.Talk;

/// <summary>Talk: the Matrix client-server API. Owns the tables talk_*; nobody else reads or writes them.</summary>
public static class TalkModule {
    /// <summary>The tables talk_*.</summary>
    public static MigrationSet Migrations => MigrationSet.Of<InThisAssembly>("talk");

    /// <summary>Adds what Talk needs and owns.</summary>
    /// <param name="house">The server.</param>
    /// <param name="isOneOfSeveral">Whether other servers serve the same house.</param>
    public static void AddTalk(this IHostApplicationBuilder house, bool isOneOfSeveral = false) {
        house.Services.AddToDevice();                          // the first part of a sync
        house.Services.AddKeys();
        house.Services.AddRooms();
        house.Services.AddSync(isOneOfSeveral);
        house.Services.AddAccountData();
        house.Services.AddMedia();
        house.Services.AddPush();
        house.Services.AddReceipts();
        house.Services.AddReporting();
        house.Services.AddTyping(isOneOfSeveral);
    }

    /// <summary>Maps what Talk offers.</summary>
    public static void MapTalk(this IEndpointRouteBuilder app) {
        var matrix = new MatrixRoutes(app);
        RoomsModule.Map(matrix);
        SyncRoute.Map(matrix);
        KeysModule.Map(matrix);
        ToDeviceModule.Map(matrix);
        AccountDataModule.Map(matrix);
        FilterRoutes.Map(matrix);
        MediaModule.Map(matrix);
        PresenceRoutes.Map(matrix);
        PushModule.Map(matrix);
        ReceiptsModule.Map(matrix);
        ReportingModule.Map(matrix);
        TypingModule.Map(matrix);
    }

    private sealed class InThisAssembly;
}
