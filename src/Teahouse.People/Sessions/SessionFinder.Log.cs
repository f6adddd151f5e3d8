using Microsoft.Extensions.Logging;

namespace Teahouse.People.Sessions;

internal sealed partial class SessionFinder {
    [LoggerMessage(LogLevel.Warning, "When a device was last seen could not be written down.")]
    private static partial void LogNotSeen(ILogger log, Exception e);
}
