using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.ToDevice;

/// <summary>ToDevice: messages from device to device, past all rooms.</summary>
internal static class ToDeviceModule {
    /// <summary>Adds what ToDevice needs and owns. Comes before every other part of a sync (<see cref="ToDevicePart"/>).</summary>
    public static void AddToDevice(this IServiceCollection services) {
        services.AddSingleton<DeviceMessages>();
        services.AddSingleton<ISyncPart, ToDevicePart>();
    }

    /// <summary>Maps what ToDevice offers.</summary>
    public static void Map(MatrixRoutes matrix) => SendToDevice.Map(matrix);
}
