using Microsoft.Extensions.Logging;

namespace Teahouse.People.SignIn;

internal sealed partial class Departures {
    [LoggerMessage(Level = LogLevel.Error, Message = "The departure of somebody who left for good could not be finished; the next round tries again.")]
    private static partial void LogUnfinished(ILogger log, Exception e);
}
