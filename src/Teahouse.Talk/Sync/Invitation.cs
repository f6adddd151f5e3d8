using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>What somebody sees of a room before they are in it, asked in or asking: client-server API, "Stripped state".</summary>
internal static class Invitation {
    private static readonly string[] Shown = [
        EventTypes.Create, EventTypes.JoinRules, EventTypes.CanonicalAlias, EventTypes.Avatar, EventTypes.Name, EventTypes.Topic, EventTypes.Encryption,
    ];

    /// <summary>Reads it; null when the person ignores who sent it.</summary>
    public static async Task<IReadOnlyList<byte[]>?> Read(DbConnection connection, SyncWindow window, PersonRoom room) {
        var own = await RoomReader.StateEvent(connection, room.Name.Number, EventTypes.Member, window.Person.UserId);
        if (own is null || window.Ignored.Contains(own.Pdu.Sender)) return null;
        var state = new List<Pdu> { own.Pdu };
        foreach (var type in Shown) {
            if (await RoomReader.StateEvent(connection, room.Name.Number, type) is { } found) state.Add(found.Pdu);
        }
        if (own.Pdu.Sender != window.Person.UserId
            && await RoomReader.StateEvent(connection, room.Name.Number, EventTypes.Member, own.Pdu.Sender) is { } inviter) state.Add(inviter.Pdu);
        return [.. state.Select(Stripped)];
    }

    private static byte[] Stripped(Pdu pdu) {
        var buffer = new ArrayBufferWriter<byte>(pdu.Bytes.Length);
        using (var json = new Utf8JsonWriter(buffer)) ClientEvent.WriteStripped(json, pdu);
        return buffer.WrittenSpan.ToArray();
    }
}
