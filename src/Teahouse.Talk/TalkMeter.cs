using System.Diagnostics.Metrics;

namespace Teahouse.Talk;

/// <summary>What Talk counts: of all rooms and all people together, so that no number is about anybody.</summary>
internal static class TalkMeter {
    private static readonly Meter Meter = new("Teahouse.Talk");
    private static readonly UpDownCounter<long> WaitingSyncs = Meter.CreateUpDownCounter<long>("teahouse.sync.waiting", "{request}", "Syncs that wait for news.");
    private static readonly Counter<long> Remembered = Meter.CreateCounter<long>("teahouse.sync.remembered", "{answer}", "Syncs answered without reading the database.");
    private static readonly UpDownCounter<long> ActiveRooms = Meter.CreateUpDownCounter<long>("teahouse.rooms.active", "{room}", "Rooms in memory.");
    private static readonly Counter<long> BytesIn = Meter.CreateCounter<long>("teahouse.media.received", "By", "Bytes of media uploaded.");
    private static readonly Counter<long> BytesOut = Meter.CreateCounter<long>("teahouse.media.sent", "By", "Bytes of media downloaded.");

    /// <summary>A sync waits, until this is disposed of.</summary>
    public static IDisposable Waiting() {
        WaitingSyncs.Add(1);
        return new Wait();
    }

    /// <summary>A sync was answered without reading the database.</summary>
    public static void SyncRemembered() => Remembered.Add(1);

    /// <summary>A room came into memory.</summary>
    public static void RoomBegins() => ActiveRooms.Add(1);

    /// <summary>A room left it.</summary>
    public static void RoomEnds() => ActiveRooms.Add(-1);

    /// <summary>Somebody uploaded this much.</summary>
    public static void MediaReceived(long bytes) => BytesIn.Add(bytes);

    /// <summary>Somebody downloaded this much.</summary>
    public static void MediaSent(long bytes) => BytesOut.Add(bytes);

    private sealed class Wait : IDisposable {
        public void Dispose() => WaitingSyncs.Add(-1);
    }
}
