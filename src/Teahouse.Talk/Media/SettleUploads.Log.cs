namespace Teahouse.Talk.Media;

internal sealed partial class SettleUploads {
    [LoggerMessage(Level = LogLevel.Warning, Message = "What uploads left undone could not be made up for now; the next round tries again.")]
    private static partial void LogLater(ILogger log, Exception e);
}
