namespace Teahouse.Pay.Charges;

internal sealed partial class SettleCharges {
    [LoggerMessage(Level = LogLevel.Warning, Message = "Charges whose time has come could not go on; they are looked at again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
