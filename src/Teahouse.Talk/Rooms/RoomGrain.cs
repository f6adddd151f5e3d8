using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms;

/*  A message in a room.
    (1) The room's grain takes it. Calls interleave, but between two awaits there is one writer and no lock.
    (2) The auth rules say yes or no, on what the room remembers: that is ahead of the disk by what is on its way there.
    (3) The event joins the memory and the batch that is filling, with the number of events that it was based on.
    (4) The batch is on disk: the event has its position, and now its sender hears of it.
    (5) The inboxes of the people in the room ring; also where (4) failed, because it may be on disk all the same.
    Dead before (4): nobody was told anything. Dead between (4) and (5): the next sync finds it; a repeated request finds its
    first answer in talk_request.
    A write is refused alone when its request was written before, or when it is based on a number of events that is not so
    (another activation was faster, or a write before it in the queue was lost). Then the memory is not true any more: it is
    dropped, and so is all that was queued behind it, because it is based on a number that never came. Each of those asks again,
    from (1), on a memory read afresh. */

/// <inheritdoc cref="IRoomGrain"/>
[Reentrant]
internal sealed class RoomGrain(Database database, Inboxes inboxes, ServerKey key, TimeProvider clock) : Grain, IRoomGrain {
    private Task<RoomMemory?>? memory;
    private int onTheWay;

    private string RoomId => this.GetPrimaryKeyString();

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) {
        TalkMeter.RoomBegins();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) {
        TalkMeter.RoomEnds();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Outcome> Say(Saying saying) {
        if (onTheWay >= TalkLimits.RoomSayingsOnTheWayMax) return Outcome.Refused(Busy);
        onTheWay++;
        try {
            using var content = JsonDocument.Parse(saying.Content, new() { MaxDepth = StrictJson.DepthMax });
            for (var attempt = 0; attempt < TalkLimits.RoomAttemptsMax; attempt++) {
                if (await Remember() is not { } room) return Outcome.Refused(RoomReader.NotInRoom());
                if (await Unrelatable(room, saying, content.RootElement) is { } refused) return refused;
                var redacts = await Redacts(room, saying, content.RootElement);
                if (!IsCurrent(room)) continue;
                try {
                    return await (room.Recent.Find(saying.Once) ?? room.Recent.Add(saying.Once, Place(room, saying, content.RootElement, redacts)));
                } catch (StaleMemoryException) {
                    Forget(room);
                } catch (WriteLostException e) {
                    Forget(room);
                    if (saying.Once is { } once && e.Statement == RoomWrite.OnceStatement && await WrittenBefore(once) is { } before) return before;
                } catch {
                    Forget(room);
                    throw;
                }
            }
            return Outcome.Refused(Busy);
        } finally {
            onTheWay--;
        }
    }

    /// <inheritdoc/>
    public async Task<Outcome> Create(RoomPlan plan) {
        var version = RoomVersion.Find(plan.Version)!;
        var room = new RoomMemory(version, RoomId);
        var create = Pdu.Parse(version, plan.Create, RoomId);
        List<Placed> events = [new(create, null, null, null)];
        room.Add(create, null);
        foreach (var saying in plan.Events) {
            using var content = JsonDocument.Parse(saying.Content, new() { MaxDepth = StrictJson.DepthMax });
            var decision = Decide(room, saying, content.RootElement, null);
            if (decision.Refusal is { } refusal) return Outcome.Refused(refusal);
            if (decision.Placed is not { } placed) continue;
            events.Add(placed);
            room.Add(placed.Pdu, placed.Target);
        }
        long first;
        try {
            first = await database.Write(RoomWrite.Create(plan, RoomId, version, events, Now));
        } catch (WriteLostException e) {
            // Asked again by somebody who did not hear the first answer?
            if (await database.Read(connection => RoomReader.Find(connection, RoomId), CancellationToken.None) is not null) return Outcome.Said(create.EventId, 0);
            if (plan.Alias is null || e.Statement != RoomWrite.AliasStatement) throw;
            return Outcome.Refused(new(400, "M_ROOM_IN_USE", "This alias is taken."));
        } finally {
            inboxes.Ring(room.Joined.Concat(events.Select(e => e.Target).OfType<PersonId>()).Distinct());
        }
        room.IsNumbered(first);
        memory = Task.FromResult<RoomMemory?>(room);
        return Outcome.Said(create.EventId, first + events.Count - 1);
    }

    private static MatrixError Busy => new(429, "M_LIMIT_EXCEEDED", "Too much is being said in this room at once.") { RetryAfter = TimeSpan.FromSeconds(1) };

    // Steps (2) and (3) run before the first await: no other call comes between them.
    private async Task<Outcome> Place(RoomMemory room, Saying saying, JsonElement content, Pdu? redacts) {
        var decision = Decide(room, saying, content, redacts);
        if (decision.Refusal is { } refusal) return await IsStale(room) ? throw new StaleMemoryException() : Outcome.Refused(refusal);
        var basedOn = room.Events;
        if (decision.Placed is not { } placed) {
            // What stands already may be on its way to the disk only, or may have been replaced by another activation.
            await database.Write(RoomWrite.Unchanged(room.Number, basedOn));
            return Outcome.Said(decision.Same!.EventId, 0);
        }
        room.Add(placed.Pdu, placed.Target);
        if (placed.Redacted is { } redacted) room.Redact(redacted);
        try {
            return Outcome.Said(placed.Pdu.EventId, await database.Write(RoomWrite.Say(room.Number, basedOn, placed, saying.Once, Now)));
        } finally {
            inboxes.Ring(room.Joined);
            if (placed.Target is { } target && !room.Joined.Contains(target)) inboxes.Ring(target);
        }
    }

    private Decision Decide(RoomMemory room, Saying saying, JsonElement content, Pdu? redacts) {
        try {
            return RoomDecision.On(room, saying, content, redacts, Now, key);
        } catch (MatrixRefusalException e) {
            return new(null, null, e.Error);
        }
    }

    private async Task<RoomMemory?> Remember() {
        var reading = memory ??= database.Read(connection => RoomMemory.Load(connection, RoomId), CancellationToken.None);
        try {
            var room = await reading;
            if (room is null) {
                if (memory == reading) memory = null;
                DeactivateOnIdle();
            }
            return room;
        } catch {
            if (memory == reading) memory = null;
            throw;
        }
    }

    // Memory is ahead of the disk by what is on its way there. Behind it is only who did not notice that another activation went on.
    private async Task<bool> IsStale(RoomMemory room) =>
        await database.Read(connection => RoomMemory.EventsOnDisk(connection, room.Number), CancellationToken.None) > room.Events;

    private bool IsCurrent(RoomMemory room) => memory is { IsCompletedSuccessfully: true } && memory.Result == room;

    private void Forget(RoomMemory room) {
        if (IsCurrent(room)) memory = null;
    }

    // A repeated request gets its first answer, although by now the event stands there that makes it a second one.
    // Who is not in the room learns nothing of what is in it: the auth rules refuse them.
    private async Task<Outcome?> Unrelatable(RoomMemory room, Saying saying, JsonElement content) {
        if (saying.StateKey is not null || !RelationRules.Concern(content) || room.Membership(saying.Sender) != Memberships.Join) return null;
        if (room.Recent.Find(saying.Once) is not null) return null;
        if (await database.Read(connection => RelationRules.Refuse(connection, room.Number, saying, content), CancellationToken.None) is not { } refusal) return null;
        return saying.Once is { } once && await WrittenBefore(once) is { } before ? before : Outcome.Refused(refusal);
    }

    private async Task<Pdu?> Redacts(RoomMemory room, Saying saying, JsonElement content) =>
        saying.Type == EventTypes.Redaction && content.TryGetProperty("redacts", out var id) && id.ValueKind == JsonValueKind.String
            ? (await database.Read(connection => RoomReader.Event(connection, room.Number, id.GetString()!), CancellationToken.None))?.Pdu
            : null;

    private sealed class StaleMemoryException : Exception;

    private async Task<Outcome?> WrittenBefore(Request once) {
        var eventId = await database.Read(connection => WrittenRequests.EventIdOf(connection, once), CancellationToken.None);
        return eventId is null ? null : Outcome.Said(eventId, 0);
    }
}
