using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.AccountData;

/// <summary>Account data and tags: what they need, and their routes.</summary>
internal static class AccountDataModule {
    public static void AddAccountData(this IServiceCollection services) {
        services.AddSingleton<AccountDataStore>();
        services.AddSingleton<ISyncPart, AccountDataInSync>();
        services.AddSingleton<IPersonalRecords>(house => AccountRecords.Of(house.GetRequiredService<Database>()));
    }

    public static void Map(MatrixRoutes matrix) {
        GetAccountData.Map(matrix);
        SetAccountData.Map(matrix);
        GetAccountDataPerRoom.Map(matrix);
        SetAccountDataPerRoom.Map(matrix);
        GetRoomTags.Map(matrix);
        SetRoomTag.Map(matrix);
        DeleteRoomTag.Map(matrix);
    }
}
