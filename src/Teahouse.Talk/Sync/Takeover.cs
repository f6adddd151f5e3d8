using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>
/// Asks a grain again whose silo has died, until another silo has taken it over. Only for what is once however often it is asked:
/// by a transaction id, by the state that stands already, by the room's id.
/// </summary>
internal sealed partial class Takeover(TimeProvider clock, ILogger<Takeover> log) {
    /// <summary>Asks.</summary>
    /// <param name="ask">The question; told whether it was asked before and nobody knows whether that was heard.</param>
    /// <exception cref="MatrixRefusalException">503: nobody has taken it over.</exception>
    public async Task<T> Insist<T>(Func<bool, Task<T>> ask) {
        var began = clock.GetTimestamp();
        for (var isRepeated = false; ; isRepeated = true) {
            try {
                return await ask(isRepeated);
            } catch (Exception e) when (e is OrleansException or TimeoutException) {
                LogAway(log);
                if (clock.GetElapsedTime(began).TotalSeconds >= TalkLimits.TakeoverSeconds) throw StillAway.Thrown();
                await Task.Delay(TimeSpan.FromMilliseconds(TalkLimits.AskedAgainMilliseconds), clock);
            }
        }
    }

    private static MatrixError StillAway => new(503, "M_UNKNOWN", "This is being taken over by another server. Try again.") { RetryAfter = TimeSpan.FromSeconds(1) };
}
