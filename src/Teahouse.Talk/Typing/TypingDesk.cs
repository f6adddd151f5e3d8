using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Takes who is typing: here in a server alone, at the one grain where there are several silos.</summary>
/// <param name="typists">This server's own memory of it.</param>
/// <param name="bell">Tells the room, in a server alone.</param>
/// <param name="grains">The way to the grain.</param>
/// <param name="across">There when there are several silos.</param>
internal sealed class TypingDesk(Typists typists, RoomBell bell, IGrainFactory grains, IEnumerable<TypingAcrossSilos> across) {
    private readonly bool isAlone = !across.Any();

    /// <summary>Somebody is typing for so long, or not at all.</summary>
    public async Task Set(long room, string userId, TimeSpan time) {
        if (!isAlone) {
            await (time > TimeSpan.Zero
                ? TypingAcrossSilos.Grain(grains).Start(room, userId, time) : TypingAcrossSilos.Grain(grains).Stop(room, userId));
        } else if (time > TimeSpan.Zero ? typists.Start(room, userId, time) : typists.Stop(room, userId)) {
            await bell.Ring(room);
        }
    }
}
