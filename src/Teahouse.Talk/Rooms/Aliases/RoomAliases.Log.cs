namespace Teahouse.Talk.Rooms.Aliases;

internal sealed partial class RoomAliases {
    [LoggerMessage(Level = LogLevel.Warning, Message = "An alias was deleted, but its room still calls itself by it.")]
    private static partial void LogStillCalled(ILogger log, Exception e);
}
