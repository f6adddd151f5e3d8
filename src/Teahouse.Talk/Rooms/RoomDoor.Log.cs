namespace Teahouse.Talk.Rooms;

internal sealed partial class RoomDoor {
    [LoggerMessage(Level = LogLevel.Information, Message = "A room did not answer; another silo takes it over. It is asked again.")]
    private static partial void LogRoomAway(ILogger log, Exception e);
}
