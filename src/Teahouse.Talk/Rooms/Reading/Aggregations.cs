using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>
/// What stands under <c>m.relations</c> of events: their newest valid edit, the thread that begins at them, and what refers to
/// them (client-server API, "Aggregations of child events"). Only what the reader may see counts, and nothing of people whom
/// they ignore.
/// </summary>
internal sealed class Aggregations {
    /// <summary>Nothing relates to anything.</summary>
    public static readonly Aggregations None = new([]);

    private readonly Dictionary<string, Bundle> bundles;

    private Aggregations(Dictionary<string, Bundle> bundles) => this.bundles = bundles;

    /// <summary>Reads what relates to events of one room.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="reader">Who will read it.</param>
    /// <param name="events">The events.</param>
    /// <param name="render">Renders events for the same reader in the same way, with their own aggregations. That ends: neither an
    /// edit nor an event in a thread can be edited through or begin a thread itself.</param>
    public static async Task<Aggregations> Of(
        DbConnection connection, Person reader, IReadOnlyList<StoredEvent> events, Func<IReadOnlyList<StoredEvent>, Task<IReadOnlyList<byte[]>>> render) {
        var parents = events.Where(e => !e.Pdu.IsState).ToArray();
        var children = await Children(connection, parents);
        if (children.Length == 0) return None;
        var view = await RoomView.Of(connection, new(parents[0].Room, parents[0].Pdu.RoomId, parents[0].Pdu.Version), reader);
        var visible = children.Where(c => view.Shows(c.Position, c.Sender, c.IsState)).ToLookup(c => c.RelatesTo, StringComparer.Ordinal);
        var families = parents.DistinctBy(p => p.Pdu.EventId).Where(p => visible.Contains(p.Pdu.EventId)).Select(p => new Family(p, [.. visible[p.Pdu.EventId]])).ToArray();

        var wanted = await RoomReader.EventsById(connection, [.. families.SelectMany(f => f.Edits.Append(f.NewestInThread).OfType<Child>().Select(c => c.EventId))]);
        var found = wanted.ToDictionary(e => e.Pdu.EventId, StringComparer.Ordinal);
        var edits = families.ToDictionary(f => f, f => f.Edits.Select(c => found[c.EventId]).FirstOrDefault(e => HasNewContent(e.Pdu)));
        var shown = edits.Values.Concat(families.Select(f => f.NewestInThread is { } newest ? found[newest.EventId] : null)).OfType<StoredEvent>().ToArray();
        var rendered = (await render(shown)).Zip(shown).ToDictionary(r => r.Second.Pdu.EventId, r => r.First, StringComparer.Ordinal);
        return new(families.ToDictionary(f => f.Parent.Pdu.EventId, f => f.Bundle(edits[f], reader.UserId, rendered), StringComparer.Ordinal));
    }

    /// <summary>Writes <c>m.relations</c> of an event, if there is anything to say.</summary>
    public void Write(Utf8JsonWriter json, StoredEvent stored) {
        if (bundles.TryGetValue(stored.Pdu.EventId, out var bundle)) bundle.Write(json);
    }

    // The plus signs: the few children are found by what they relate to, and sorted. Left to itself a database walks the whole room
    // from its end, because that is in the wanted order.
    private static async Task<Child[]> Children(DbConnection connection, StoredEvent[] parents) => parents.Length == 0 ? [] :
        [.. await connection.QueryAsync<Child>(
            $"""
            SELECT pos AS Position, event_id AS EventId, type AS Type, state_key AS StateKey, sender AS Sender, ts AS Moment,
                relates_to AS RelatesTo, rel_type AS RelType
            FROM talk_event WHERE {SqlText.In(connection, "relates_to", "ids")} AND +room = @room AND rel_type IN ('m.replace', 'm.thread', 'm.reference')
            ORDER BY +pos DESC LIMIT @limit
            """, new { ids = parents.Select(p => p.Pdu.EventId).ToArray(), room = parents[0].Room, limit = TalkLimits.RelationsBundledMax })];

    // What an encrypted edit says instead is inside the ciphertext.
    private static bool HasNewContent(Pdu edit) => edit.Type == EventTypes.Encrypted
        || (edit.Content.TryGetProperty("m.new_content", out var content) && content.ValueKind == JsonValueKind.Object);

    private sealed record Child(
        long Position, string EventId, string Type, string? StateKey, string Sender, long Moment, string RelatesTo, string RelType) {
        public bool IsState => StateKey is not null;
    }

    /// <summary>An event and what relates to it, newest first.</summary>
    private sealed class Family {
        private readonly Child[] thread;
        private readonly Child[] references;

        public Family(StoredEvent parent, Child[] children) {
            Parent = parent;
            var relType = Relations.Of(parent.Pdu.Content).RelType;
            references = [.. children.Where(c => c.RelType == Relations.Reference)];
            thread = relType is null ? [.. children.Where(c => c.RelType == Relations.Thread)] : [];
            Edits = parent.RedactedBy is not null || relType == Relations.Replace ? [] : [.. children
                .Where(c => c.RelType == Relations.Replace && c.Sender == parent.Pdu.Sender && c.Type == parent.Pdu.Type && !c.IsState)
                .OrderByDescending(c => c.Moment).ThenByDescending(c => c.EventId, StringComparer.Ordinal).Take(TalkLimits.EditsBundledMax)];
        }

        public StoredEvent Parent { get; }

        /// <summary>The edits of which the first with a new content holds.</summary>
        public IReadOnlyList<Child> Edits { get; }

        public Child? NewestInThread => thread.Length > 0 ? thread[0] : null;

        public Bundle Bundle(StoredEvent? edit, string reader, Dictionary<string, byte[]> rendered) => new(
            edit is null ? null : rendered[edit.Pdu.EventId],
            [.. references.Reverse().Select(c => c.EventId)],
            NewestInThread is null ? null
                : new(rendered[NewestInThread.EventId], thread.Length, Parent.Pdu.Sender == reader || thread.Any(c => c.Sender == reader)));
    }

    private sealed record InThread(byte[] Newest, long Count, bool Participated);

    private sealed record Bundle(byte[]? Edit, IReadOnlyList<string> References, InThread? Thread) {
        public void Write(Utf8JsonWriter json) {
            if (Edit is null && References.Count == 0 && Thread is null) return;
            json.WriteStartObject("m.relations");
            if (References.Count > 0) WriteReferences(json);
            if (Edit is not null) {
                json.WritePropertyName(Relations.Replace);
                json.WriteRawValue(Edit, skipInputValidation: true);
            }
            if (Thread is not null) WriteThread(json, Thread);
            json.WriteEndObject();
        }

        private void WriteReferences(Utf8JsonWriter json) {
            json.WriteStartObject(Relations.Reference);
            json.WriteStartArray("chunk");
            foreach (var id in References) {
                json.WriteStartObject();
                json.WriteString("event_id", id);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        private static void WriteThread(Utf8JsonWriter json, InThread thread) {
            json.WriteStartObject(Relations.Thread);
            json.WritePropertyName("latest_event");
            json.WriteRawValue(thread.Newest, skipInputValidation: true);
            json.WriteNumber("count", thread.Count);
            json.WriteBoolean("current_user_participated", thread.Participated);
            json.WriteEndObject();
        }
    }
}
