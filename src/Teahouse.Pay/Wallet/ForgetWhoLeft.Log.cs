namespace Teahouse.Pay.Wallet;

internal sealed partial class ForgetWhoLeft {
    [LoggerMessage(Level = LogLevel.Warning, Message = "Who has left and taken out their money could not be forgotten; it is tried again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
