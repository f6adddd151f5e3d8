namespace Teahouse.Pay.Tallies;

internal sealed partial class SettleTallies {
    [LoggerMessage(Level = LogLevel.Warning, Message = "A part of a tally could not be settled; it is tried again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
