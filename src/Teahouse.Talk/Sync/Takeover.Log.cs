namespace Teahouse.Talk.Sync;

internal sealed partial class Takeover {
    [LoggerMessage(Level = LogLevel.Information, Message = "A grain did not answer; another silo takes it over. It is asked again.")]
    private static partial void LogAway(ILogger log);
}
