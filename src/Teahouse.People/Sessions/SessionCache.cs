using System.Collections.Concurrent;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/*  Whose session a token is, without asking the database for every request.
    (1) What this process ends, it forgets at once.
    (2) What another process ends (the command line, another machine) stands in people_revocation, in the order of commits. It is read
        before any answer from memory that is older than half a second, so that it holds within a second.
    (3) A session that was being read while something was forgotten is not remembered: it may be the one.
    (4) Who has not asked for longer than revocations are kept forgets everything. */

/// <summary>Remembers sessions, and learns which ones ended elsewhere.</summary>
internal sealed class SessionCache(Database database, TimeProvider clock) {
    private readonly ConcurrentDictionary<string, Session> sessions = new();
    private readonly Lock gate = new();
    private long forgotten;                       // under gate; grows with each forgetting
    private long lastPosition = -1;               // touched by the one check that runs
    private long checkedAt = -1;                  // clock timestamp of the last check that ended; -1 before the first
    private Task? checking;                       // under gate

    /// <summary>What must be passed back to <see cref="Remember"/>.</summary>
    public long Mark() {
        lock (gate) return forgotten;
    }

    public void Remember(Session session, long mark) {
        lock (gate) {
            if (mark != forgotten) return;
            if (sessions.Count >= PeopleLimits.CachedSessionsMax) sessions.Clear();
            sessions[Key(session.Access)] = session;
        }
    }

    public void Forget(PersonId person) {
        lock (gate) {
            forgotten++;
            foreach (var (key, session) in sessions) {
                if (session.Person.Id == person) sessions.TryRemove(key, out _);
            }
        }
    }

    public Session? Find(byte[] access) => sessions.GetValueOrDefault(Key(access));

    /// <summary>Ends when what was ended elsewhere up to half a second ago is forgotten here.</summary>
    public Task CatchUp(CancellationToken stop) {
        var asked = Volatile.Read(ref checkedAt);
        if (asked >= 0 && clock.GetElapsedTime(asked).TotalMilliseconds < PeopleLimits.RevocationsAskedEveryMilliseconds) return Task.CompletedTask;
        lock (gate) {
            if (checking is null or { IsCompleted: true }) checking = Check();
            return checking.WaitAsync(stop);
        }
    }

    private async Task Check() {
        await Task.Yield();                       // not under the gate
        var begun = clock.GetTimestamp();
        var before = Volatile.Read(ref checkedAt);
        var missed = before < 0 || clock.GetElapsedTime(before).TotalMinutes >= PeopleLimits.RevocationsKeptMinutes / 2.0;
        if (missed) lastPosition = await database.Read(Database.LastPosition, CancellationToken.None);
        var ended = missed ? [] : await database.Read(c => c.QueryAsync<(long Position, long Person)>(
            "SELECT position, person FROM people_revocation WHERE position > @after ORDER BY position", new { after = lastPosition }), CancellationToken.None);
        if (missed) ForgetAll();
        foreach (var (position, person) in ended) {
            Forget(new PersonId(person));
            lastPosition = position;
        }
        Volatile.Write(ref checkedAt, begun);
    }

    private void ForgetAll() {
        lock (gate) {
            forgotten++;
            sessions.Clear();
        }
    }

    private static string Key(byte[] access) => Convert.ToBase64String(access);
}
