using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>
/// The real process while its PostgreSQL is slow, hangs, is killed and is stopped: people are told so in the protocol's form and may
/// try again, /health says it, nothing that was acknowledged is lost or doubled, and all goes on by itself when the database is back.
/// </summary>
public sealed class VanishedDatabaseTests(ITestOutputHelper output) {
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongerThanAnAnswer = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_slow_a_hanging_a_killed_and_a_stopped_database_lose_and_double_nothing() {
        var postgres = await PostgreSqlProcess.Make();
        try {
            await using var server = await TownServer.StartOn(TestDatabase.Of(postgres, ";Command Timeout=1;Cancellation Timeout=500;Timeout=1"), "--rate-limits", "off");
            var load = await RoomsUnderLoad.Begin(server, Stop);

            for (var n = 0; n < 5; n++) {
                await postgres.SignalAll("STOP");
                await Wait(Moment);
                await postgres.SignalAll("CONT");
                await Wait(Moment);
            }
            Assert.Empty(load.Since().Failures);

            await Away("hangs", () => postgres.SignalAll("STOP"), () => postgres.SignalAll("CONT"));
            await Away("was killed", () => postgres.End("KILL"), postgres.Start);
            await Away("was stopped", () => postgres.End("INT"), postgres.Start);
            await load.EndAndCheck(Stop);
            output.WriteLine($"{load.Taken} messages, each there once.");

            async Task Away(string how, Func<Task> goes, Func<Task> comes) {
                await goes();
                await Wait(LongerThanAnAnswer);
                Assert.Equal((503, "failing", "ok"), await Health(server));
                await comes();
                await Scene.Soon(async () => await Health(server) == (200, "ok", "ok"));
                await Wait(Moment);
                var (failures, longest) = load.Since();
                output.WriteLine($"It {how}: {failures.Count} calls failed, the longest message took {longest}.");
                Assert.NotEmpty(failures);
                Assert.All(failures, f => Assert.Matches("^(send|sync): 503 503: .*\"M_UNKNOWN\"", f));
                await Wait(Moment);
                Assert.Empty(load.Since().Failures);
            }
        } finally {
            postgres.Remove();
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task Wait(TimeSpan time) => Task.Delay(time, TimeProvider.System, Stop);

    private static async Task<(int Status, string Database, string Media)> Health(TownServer server) {
        using var client = server.Client();
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Stop);
        var parts = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("parts");
        return ((int)answer.StatusCode, parts.GetProperty("database").GetString()!, parts.GetProperty("media").GetString()!);
    }
}
