namespace Teahouse.Talk.Sync;

internal sealed partial class Inboxes {
    [LoggerMessage(Level = LogLevel.Information, Message = "An inbox did not answer; the next round asks it again.")]
    private static partial void LogInboxAway(ILogger log);
}
