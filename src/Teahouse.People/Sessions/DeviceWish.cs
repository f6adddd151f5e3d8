using System.Text;
using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.People.Sessions;

/// <summary>What a client asks for when it registers or signs in.</summary>
/// <param name="DeviceId">The device to go on with or to make; null for a new one.</param>
/// <param name="DisplayName">The name of a new device.</param>
/// <param name="Refreshes">Whether the client can refresh an access token that expires.</param>
internal sealed record DeviceWish(string? DeviceId, string? DisplayName, bool Refreshes) {
    public static DeviceWish From(JsonElement body) {
        var deviceId = body.OptionalString("device_id");
        if (deviceId is not null && !IsDeviceId(deviceId)) throw MatrixError.InvalidParam("'device_id' has 1 to 255 bytes and no control characters.").Thrown();
        var name = body.OptionalString("initial_device_display_name");
        return new DeviceWish(deviceId, Named(name), body.OptionalBool("refresh_token") ?? false);
    }

    /// <summary>The name if it may be a device's.</summary>
    public static string? Named(string? name) => name is { Length: > PeopleLimits.NameCharsMax } || name?.Contains('\0', StringComparison.Ordinal) == true
        ? throw MatrixError.InvalidParam($"A device's name has {PeopleLimits.NameCharsMax} characters.").Thrown() : name;

    private static bool IsDeviceId(string id) => id.Length > 0 && Encoding.UTF8.GetByteCount(id) <= PeopleLimits.DeviceIdBytesMax && !id.Any(char.IsControl);
}
