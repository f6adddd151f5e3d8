using System.Data.Common;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>What a sync says about one room.</summary>
internal sealed record RoomNews {
    /// <summary>The newest events, rendered, oldest first.</summary>
    public required IReadOnlyList<byte[]> Timeline { get; init; }

    /// <summary>Whether there is more between what the client has and the timeline.</summary>
    public required bool Limited { get; init; }

    /// <summary>The place just before the timeline.</summary>
    public required StreamToken Before { get; init; }

    /// <summary>What changed in the room between what the client has and the timeline, rendered.</summary>
    public required IReadOnlyList<byte[]> State { get; init; }

    /// <summary>How many there are, when that may have changed.</summary>
    public RoomSummary? Summary { get; init; }

    /// <summary>What is unread; null for rooms that were left.</summary>
    public UnreadCounts.Counts? Unread { get; init; }

    /// <summary>What the features say about the room.</summary>
    public SyncRoom? Parts { get; init; }

    /// <summary>Whether the client hears of the room for the first time.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether there is something to say.</summary>
    public bool HasNews => IsNew || Timeline.Count + State.Count > 0 || Parts?.HasNews == true;

    /// <summary>Writes the room of a sync answer.</summary>
    public void Write(Utf8JsonWriter json) {
        json.WriteStartObject("timeline");
        json.WriteRawArray("events", Timeline);
        json.WriteBoolean("limited", Limited);
        json.WriteString("prev_batch", Before.ForTimeline);
        json.WriteEndObject();
        json.WriteEvents("state", State);
        json.WriteEvents("account_data", Parts?.AccountData ?? []);
        if (Unread is not { } unread) return;
        json.WriteEvents("ephemeral", Parts?.Ephemeral ?? []);
        unread.Write(json);
        Summary?.Write(json);
    }
}

/// <summary>Reads what a sync says about single rooms.</summary>
internal sealed class RoomNewsReader(DbConnection connection, SyncWindow window, FreshEvents? fresh, RoomMemories memories, DateTimeOffset now) {
    /// <summary>About a room that the person is in.</summary>
    public async Task<RoomNews> OfJoined(PersonRoom room, SyncRoom? parts, UnreadCounts counts) {
        var isNew = window.NewlyJoined.Contains(room.Name.Number);
        var all = isNew ? null : fresh?.In(room.Name.Number);
        var visibility = await memories.Sights.Of(connection, window, room.Name, all);
        var timeline = await Timeline(room, visibility, window.Until, all);
        var (state, speakers) = await State(room, timeline, isNew || window.FullState, all);
        var countsMembers = isNew || window.FullState || timeline.Events.Concat(state).Any(e => e.Pdu.Type == EventTypes.Member);
        var nothingRelates = all?.All(e => Relations.Of(e.Pdu.Content).EventId is null) ?? false;
        return await Render(timeline, state, speakers, new(visibility.Membership, nothingRelates) { Transactions = fresh?.Transactions }) with {
            Summary = countsMembers ? await RoomSummary.Of(connection, room.Name.Number, window.Person.UserId) : null,
            Unread = await counts.In(connection, room.Name, visibility, all),
            Parts = parts,
            IsNew = isNew,
        };
    }

    /// <summary>About a room that the person has left: up to their leaving.</summary>
    public async Task<RoomNews> OfLeft(PersonRoom room) {
        var visibility = await RoomVisibility.Of(connection, room.Name, window.Person.UserId);
        var timeline = await Timeline(room, visibility, room.ChangedAt, all: null);
        var wasIn = visibility.Membership.LastJoinAt > 0;
        var (state, speakers) = wasIn ? await State(room, timeline, window.IsInitial || window.FullState, all: null) : ([], []);
        return await Render(timeline, state, speakers, new(visibility.Membership, NothingRelates: false));
    }

    private Task<RoomTimeline> Timeline(PersonRoom room, RoomVisibility visibility, long upTo, IReadOnlyList<StoredEvent>? all) {
        // Who comes back has been told up to their leaving, and nothing of what was said while they were away.
        var told = window.NewlyJoined.Contains(room.Name.Number) ? visibility.Membership.LastJoinedUntil(window.Since) : window.Since;
        return RoomTimeline.Read(connection, room.Name, visibility, told, upTo, window.Filter.Timeline, window.Ignored, all);
    }

    private async Task<(IReadOnlyList<StoredEvent> Changes, IReadOnlyList<Speaker> Speakers)> State(
        PersonRoom room, RoomTimeline timeline, bool whole, IReadOnlyList<StoredEvent>? all) {
        var start = timeline.Events.Count > 0 ? timeline.Events[0].Position - 1 : window.Until;
        var filter = window.Filter.State;
        var changes = !whole && all?.Any(e => e.Pdu.IsState) == false ? [] : await RoomReader.StateChanges(connection, room.Name.Number, after: whole ? -1 : window.Since, upTo: start);
        var shown = changes.Where(e => filter.Allows(ClientEvent.Json(e.Pdu), room.Name.RoomId));
        if (!filter.LazyLoadMembers) return ([.. shown], []);
        var speakers = timeline.Events.Select(e => e.Pdu.Sender).Append(window.Person.UserId).ToHashSet(StringComparer.Ordinal);
        var state = shown.Where(e => e.Pdu.Type != EventTypes.Member || speakers.Contains(e.Pdu.StateKey!)
            || (!whole && window.Since > 0 && !window.NewlyJoined.Contains(room.Name.Number))).ToList();
        return (state, await MissingSpeakers(room, timeline, state, speakers, start, roomIsSame: all?.All(e => e.IsPlain) == true));
    }

    // A client that loads members lazily learns of each speaker's membership with what they say.
    private async Task<IReadOnlyList<Speaker>> MissingSpeakers(
        PersonRoom room, RoomTimeline timeline, List<StoredEvent> state, HashSet<string> speakers, long start, bool roomIsSame) {
        var known = state.Concat(timeline.Events).Where(e => e.Pdu.Type == EventTypes.Member).Select(e => e.Pdu.StateKey!).ToHashSet(StringComparer.Ordinal);
        var missing = new List<Speaker>();
        foreach (var speaker in speakers.Where(s => timeline.Events.Any(e => e.Pdu.Sender == s) && !known.Contains(s))) {
            if (await memories.Speakers.Find(connection, window, room.Name.Number, speaker, start, roomIsSame) is { } found) missing.Add(found);
        }
        return missing;
    }

    private async Task<RoomNews> Render(RoomTimeline timeline, IReadOnlyList<StoredEvent> state, IReadOnlyList<Speaker> speakers, EventRenderer.Known known) => new() {
        Timeline = await Render(timeline.Events, known),
        Limited = timeline.Limited,
        Before = new(timeline.Start),
        State = [
            .. await Render(state, known),
            .. await Render([.. speakers.Select(s => s.Member)], known with { Replaced = speakers.ToDictionary(s => s.Member.Position, s => s.Replaced) }),
        ],
    };

    private async Task<IReadOnlyList<byte[]>> Render(IReadOnlyList<StoredEvent> events, EventRenderer.Known known) {
        if (window.Filter.FederationFormat) return [.. events.Select(e => e.Pdu.Bytes)];
        var rendered = await EventRenderer.Render(connection, window.Person, events, now, withRoomId: false, known);
        return window.Filter.Fields is { } fields ? [.. rendered.Select(fields.Of)] : rendered;
    }
}
