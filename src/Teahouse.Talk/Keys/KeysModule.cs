using Microsoft.Extensions.DependencyInjection;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Keys.Backup;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Keys: what devices publish so that others can encrypt to them, and the backup of room keys.</summary>
internal static class KeysModule {
    /// <summary>Adds what Keys needs and owns.</summary>
    public static void AddKeys(this IServiceCollection services) {
        services.AddSingleton<Backups>();
        services.AddSingleton<DeviceLists>();
        services.AddSingleton<OneTimeKeyMemory>();
        services.AddSingleton<IPersonalRecords>(s => KeyRecords.Of(s.GetRequiredService<Database>()));
        services.AddSingleton<IPersonChanges, KeysOfDevices>();
        services.AddSingleton<ISyncPart, DeviceListsPart>();
        services.AddSingleton<ISyncPart, OneTimeKeysPart>();
    }

    /// <summary>Maps what Keys offers.</summary>
    public static void Map(MatrixRoutes matrix) {
        ClaimKeys.Map(matrix);
        GetKeysChanges.Map(matrix);
        QueryKeys.Map(matrix);
        UploadCrossSigningKeys.Map(matrix);
        UploadCrossSigningSignatures.Map(matrix);
        UploadKeys.Map(matrix);
        BackupRoutes.Map(matrix);
    }
}
