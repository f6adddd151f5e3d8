namespace Teahouse.Talk.Sync;

internal sealed partial class InboxGrain {
    [LoggerMessage(Level = LogLevel.Information, Message = "A silo's door did not answer; its polls end by their timeout.")]
    private static partial void LogDoorGone(ILogger log, Exception e);
}
