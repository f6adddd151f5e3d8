namespace Teahouse.Talk.Rooms;

internal sealed partial class ForgetOldRequests {
    [LoggerMessage(Level = LogLevel.Warning, Message = "Old requests could not be forgotten now; the next round tries again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
