namespace Teahouse.Pay.Ledger;

internal sealed partial class ExpireHolds {
    [LoggerMessage(Level = LogLevel.Warning, Message = "What is held for too long could not be freed; it is tried again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
