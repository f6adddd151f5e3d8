namespace Teahouse.Talk.Rooms.Members;

internal sealed partial class RoomsOfPeople {
    [LoggerMessage(Level = LogLevel.Information, Message = "A room did not take a membership '{Membership}' that follows from a change of a person: {Code}.")]
    private static partial void LogRefused(ILogger log, string membership, string code);
}
