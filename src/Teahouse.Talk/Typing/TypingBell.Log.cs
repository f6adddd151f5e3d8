namespace Teahouse.Talk.Typing;

internal sealed partial class TypingBell {
    [LoggerMessage(Level = LogLevel.Warning, Message = "Who waits in a room was not told that typing ended there; they hear it with their next news.")]
    private static partial void LogNotRung(ILogger log, Exception e);
}
