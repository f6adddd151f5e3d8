using Microsoft.Extensions.DependencyInjection;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Aliases;
using Teahouse.Talk.Rooms.Directory;
using Teahouse.Talk.Rooms.Making;
using Teahouse.Talk.Rooms.Members;
using Teahouse.Talk.Rooms.Messages;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Rooms.State;

namespace Teahouse.Talk.Rooms;

/// <summary>Rooms: what they need, and what can be done with them.</summary>
internal static class RoomsModule {
    public static void AddRooms(this IServiceCollection services) {
        services.AddSingleton(house => {
            var seed = house.GetRequiredService<SigningSeed>();
            return ServerKey.FromSeed(house.GetRequiredService<House>().ServerName, seed.KeyId, seed.Seed);
        });
        services.AddSingleton<RoomDoor>();
        services.AddSingleton(house => new RoomMembers(house.GetRequiredService<Database>()));
        services.AddSingleton<RoomAliases>();
        services.AddSingleton<MovedSettings>();
        services.AddSingleton<UpgradeRoom>();
        services.AddSingleton<IPersonChanges, RoomsOfPeople>();
        services.AddSingleton<IPersonalRecords, RoomRecords>();
        services.AddHostedService<ForgetOldRequests>();
    }

    public static void Map(MatrixRoutes routes) {
        CreateRoom.Map(routes);
        UpgradeRoom.Map(routes);
        MemberRoutes.Map(routes);
        GetRoomState.Map(routes);
        SetRoomStateWithKey.Map(routes);
        SendMessage.Map(routes);
        RedactEvent.Map(routes);
        ReadingRoutes.Map(routes);
        AliasRoutes.Map(routes);
        DirectoryRoutes.Map(routes);
    }
}
