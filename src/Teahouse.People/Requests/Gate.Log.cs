using Microsoft.Extensions.Logging;

namespace Teahouse.People.Requests;

internal sealed partial class Gate {
    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed")]
    private static partial void LogFailed(ILogger log, string method, string? route, Exception e);
}
