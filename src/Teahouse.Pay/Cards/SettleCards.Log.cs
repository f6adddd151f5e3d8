namespace Teahouse.Pay.Cards;

internal sealed partial class SettleCards {
    [LoggerMessage(Level = LogLevel.Warning, Message = "A card could not be settled; it is tried again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
