namespace Teahouse.Pay.Ledger;

internal abstract partial class ByTheClock {
    [LoggerMessage(Level = LogLevel.Warning, Message = "Something whose time has come could not go on; it is tried again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
