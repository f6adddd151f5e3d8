using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Events;

/// <summary>Makes events out of what people want to say: fills in the rest, hashes, signs and names them.</summary>
internal static class EventBuilder {
    /// <summary>Builds an event.</summary>
    /// <param name="version">The version of the room.</param>
    /// <param name="roomId">The room; null for a create event whose id gives the room id.</param>
    /// <param name="wanted">What somebody wants to say.</param>
    /// <param name="prevEvents">The events that it follows.</param>
    /// <param name="authEvents">The events that allow it.</param>
    /// <param name="depth">One more than the deepest of those that it follows.</param>
    /// <param name="originServerTs">Milliseconds since 1970.</param>
    /// <param name="key">The key of the sender's server.</param>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE beyond "Size limits", M_BAD_JSON when the content has no canonical form.</exception>
    public static Pdu Build(RoomVersion version, string? roomId, NewEvent wanted, IReadOnlyList<string> prevEvents,
        IReadOnlyList<string> authEvents, long depth, long originServerTs, ServerKey key) {
        CheckSizes(roomId, wanted);
        var content = CanonicalJson.Encode(wanted.Content);
        List<(string Name, byte[] Value)> members = [
            ("auth_events", CanonicalJson.Texts(authEvents)),
            ("depth", CanonicalJson.Number(depth)),
            ("origin_server_ts", CanonicalJson.Number(originServerTs)),
            ("prev_events", CanonicalJson.Texts(prevEvents)),
            ("sender", CanonicalJson.Text(wanted.Sender)),
            ("type", CanonicalJson.Text(wanted.Type)),
        ];
        if (roomId is not null) members.Add(("room_id", CanonicalJson.Text(roomId)));
        if (wanted.StateKey is not null) members.Add(("state_key", CanonicalJson.Text(wanted.StateKey)));

        var whole = CanonicalJson.Compose([.. members, ("content", content)]);
        members.Add(("hashes", CanonicalJson.Compose(("sha256", Base64(SHA256.HashData(whole))))));
        var redacted = CanonicalJson.Compose([.. members, ("content", Redaction.EncodeContent(version, wanted.Type, wanted.Content))]);
        var signature = CanonicalJson.Compose((key.KeyId, Base64(key.Sign(redacted))));
        var bytes = CanonicalJson.Compose([.. members, ("content", content), ("signatures", CanonicalJson.Compose((key.ServerName, signature)))]);

        if (bytes.Length > TalkLimits.EventBytesMax) throw MatrixError.TooLarge($"An event may have {TalkLimits.EventBytesMax} bytes.").Thrown();
        return Pdu.Parse(version, bytes, eventId: EventSigning.EventIdOf(redacted));
    }

    private static byte[] Base64(byte[] bytes) => CanonicalJson.Text(UnpaddedBase64.Encode(bytes));

    private static void CheckSizes(string? roomId, NewEvent wanted) {
        if (wanted.Content.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("The content of an event is an object.").Thrown();
        foreach (var (name, text) in new[] { ("room_id", roomId), ("type", wanted.Type), ("state_key", wanted.StateKey), ("sender", wanted.Sender) }) {
            if (text is null) continue;
            if (Encoding.UTF8.GetByteCount(text) > TalkLimits.IdBytesMax) throw MatrixError.TooLarge($"'{name}' may have {TalkLimits.IdBytesMax} bytes.").Thrown();
            if (!MatrixIds.IsName(text)) throw MatrixError.BadJson($"'{name}' has a character that is none.").Thrown();
        }
    }
}
