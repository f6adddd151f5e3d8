using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Keys;
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
    public static void AddTalk(this IHostApplicationBuilder house) {
        house.Services.AddToDevice();                          // the first part of a sync
        house.Services.AddKeys();
        house.Services.AddRooms();
        house.Services.AddSync();
        house.Services.AddSingleton<AccountDataStore>();
        house.Services.AddSingleton<ISyncPart, AccountDataInSync>();
        house.Services.AddSingleton<IPersonalRecords>(services => AccountRecords.Of(services.GetRequiredService<Database>()));
        house.Services.AddSingleton<PushRuleEditor>();
        house.Services.AddSingleton<ReceiptStore>();
        house.Services.AddSingleton<ISyncPart, ReceiptsInSync>();
        house.Services.AddSingleton<ReportBook>();
        house.Services.AddSingleton<RoomBell>();
        house.Services.AddSingleton<Typists>();
        house.Services.AddSingleton<ISyncPart, TypingInSync>();
        house.Services.AddHostedService<TypingBell>();
    }

    /// <summary>Maps what Talk offers.</summary>
    public static void MapTalk(this IEndpointRouteBuilder app) {
        var matrix = new MatrixRoutes(app);
        RoomsModule.Map(matrix);
        SyncRoute.Map(matrix);
        KeysModule.Map(matrix);
        ToDeviceModule.Map(matrix);
        AccountDataRoutes.Map(matrix);
        FilterRoutes.Map(matrix);
        PresenceRoutes.Map(matrix);
        PushRoutes.Map(matrix);
        ReceiptRoutes.Map(matrix);
        ReportRoutes.Map(matrix);
        TypingRoutes.Map(matrix);
    }

    private sealed class InThisAssembly;
}
