namespace Teahouse.Talk.Media;

internal sealed partial class MediaFiles {
    [LoggerMessage(Level = LogLevel.Error, Message = "The media folder does not take a file.")]
    private static partial void LogNotKept(ILogger log, Exception e);
}
