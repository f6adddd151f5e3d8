using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>
/// A device that syncs on and on and keeps what it is told, as clients do. Whatever is on disk it must hear of at once; and what it
/// has put together in the end must be what a new device is told in one answer.
/// </summary>
internal sealed class Ear(Townsperson person) : IDisposable {
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);
    private const int WaitMilliseconds = 60_000;

    private readonly Diary diary = new();
    private string? since;
    private CancellationTokenSource? waits;
    private Task<JsonElement> waiting = Task.FromResult(default(JsonElement));

    /// <summary>Hears all that there is.</summary>
    public async Task CatchUp() {
        while (Take(await person.Sync(since, 0, Scene.Stop))) { }
    }

    /// <summary>From now on it waits for news.</summary>
    public void Listen() {
        waits = CancellationTokenSource.CreateLinkedTokenSource(Scene.Stop);
        waiting = person.Sync(since, WaitMilliseconds, waits.Token);
    }

    /// <summary>Demands that it was woken if there is anything to hear, and hears it.</summary>
    public async Task HearsAll(string who) {
        if (Diary.HasNews(await person.Sync(since, 0, Scene.Stop))) {
            try {
                Take(await waiting.WaitAsync(AtOnce, TimeProvider.System, Scene.Stop));
            } catch (TimeoutException e) {
                throw new InvalidOperationException($"{who} is not told what is on disk.", e);
            } finally {
                await GiveUp();
            }
        } else {
            await GiveUp();
        }
        await CatchUp();
    }

    /// <summary>What it was told over time, and what a new device is told.</summary>
    public async Task<(string Told, string Now)> Compare() {
        await CatchUp();
        var now = new Diary();
        now.Take(await person.Sync(null, 0, Scene.Stop));
        return (diary.ToString(), now.ToString());
    }

    public void Dispose() => waits?.Dispose();

    private bool Take(JsonElement sync) {
        since = sync.GetProperty("next_batch").GetString();
        diary.Take(sync);
        return Diary.HasNews(sync);
    }

    private async Task GiveUp() {
        await waits!.CancelAsync();
        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        waits.Dispose();
        waits = null;
    }
}
