namespace Teahouse.Talk.ToDevice;

internal sealed partial class DeviceMessages {
    [LoggerMessage(Level = LogLevel.Warning, Message = "What a device has received could not be deleted now.")]
    private static partial void LogKept(ILogger log, Exception e);
}
