using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>
/// What other modules do when a person has left for good: leave their rooms, forget their keys. The departure is written down with
/// the leaving itself, and goes when all have done their part, so that a crash or a failure in between only puts it off.
/// </summary>
internal sealed partial class Departures(Database database, PeopleDirectory people, IEnumerable<IPersonChanges> others, ILogger<Departures> log) {
    /// <summary>Joins the write by which the person leaves.</summary>
    public static Write Begin(PersonId person, bool erase) => new(Statement.Do(
        "INSERT INTO people_leaving (person, erase) VALUES (@person, @erase) ON CONFLICT (person) DO NOTHING",
        ("person", person.Value), ("erase", erase ? 1L : 0L)));

    /// <summary>Has the others do their part, which they may have begun before. A departure that fails stays written down; the next round goes on with it.</summary>
    public async Task Finish(PersonId person, bool erase) {
        try {
            await DoTheirPart(person, erase);
        } catch (Exception e) {
            LogUnfinished(log, e);
        }
    }

    /// <summary>Goes on with what a crash or a failure interrupted. One that fails again keeps the others from nothing.</summary>
    public async Task FinishAll(CancellationToken stop) {
        try {
            foreach (var (person, erase) in await database.Read(c => c.QueryAsync<(long, long)>("SELECT person, erase FROM people_leaving"), stop)) {
                stop.ThrowIfCancellationRequested();
                await Finish(new PersonId(person), erase != 0);
            }
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogUnfinished(log, e);
        }
    }

    private async Task DoTheirPart(PersonId person, bool erase) {
        var userId = await people.UserIdOf(person, CancellationToken.None) ?? throw new InvalidOperationException("Nobody has left.");
        foreach (var other in others) await other.Deactivated(person, userId, erase, CancellationToken.None);
        await database.Write(new Write(Statement.Do("DELETE FROM people_leaving WHERE person = @person", ("person", person.Value))));
    }
}

/// <summary>Goes on with interrupted departures, once the house is open and then by the clock.</summary>
internal sealed class FinishDepartures(Departures departures, IHostApplicationLifetime house, TimeProvider clock) : BackgroundService {
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        // Before that the rooms do not answer.
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = house.ApplicationStarted.Register(open.SetResult);
        await open.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(PeopleLimits.DeparturesFinishedEverySeconds), clock);
        try {
            do await departures.FinishAll(stoppingToken); while (await timer.WaitForNextTickAsync(stoppingToken));
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
