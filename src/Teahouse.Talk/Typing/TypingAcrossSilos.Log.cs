namespace Teahouse.Talk.Typing;

internal sealed partial class TypingAcrossSilos {
    [LoggerMessage(Level = LogLevel.Information, Message = "Who is typing elsewhere could not be asked; the next round does.")]
    private static partial void LogNotAsked(ILogger log);
}
