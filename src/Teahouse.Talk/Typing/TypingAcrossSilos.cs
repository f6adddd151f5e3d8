using Dapper;
using Microsoft.Extensions.Hosting;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Keeps this silo's copy of who is typing in the whole house.</summary>
internal sealed partial class TypingAcrossSilos(
    IGrainFactory grains, Typists copy, Database database, Inboxes inboxes, TimeProvider clock, ILogger<TypingAcrossSilos> log) : BackgroundService {
    /// <summary>The one grain.</summary>
    public static ITypingGrain Grain(IGrainFactory grains) => grains.GetGrain<ITypingGrain>(0);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken) {
        // Before the first request: numbers of this silo's own making must not reach a token.
        copy.Become(await Grain(grains).After(0));
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(TalkLimits.TypingAskedEveryMilliseconds), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Ask();
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task Ask() {
        try {
            foreach (var room in copy.Become(await Grain(grains).After(copy.Serial))) await Ring(room);
        } catch (Exception e) when (e is OrleansException or TimeoutException or StorageBusyException or StorageFailedException) {
            LogNotAsked(log);
        }
    }

    private async Task Ring(long room) {
        var people = await database.Read(connection => connection.QueryAsync<long>(
            "SELECT person FROM talk_member WHERE room = @room AND membership = 'join' AND person IS NOT NULL", new { room }), CancellationToken.None);
        foreach (var person in people) inboxes.RingHere(new(person));
    }
}
