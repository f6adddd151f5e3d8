using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Takes who is typing: here in a server alone, at the one grain where there are several silos.</summary>
/// <param name="typists">This server's own memory of it.</param>
/// <param name="bell">Tells the room, in a server alone.</param>
/// <param name="grains">The way to the grain.</param>
/// <param name="takeover">For when the grain's silo has died.</param>
/// <param name="across">There when there are several silos.</param>
internal sealed class TypingDesk(Typists typists, RoomBell bell, IGrainFactory grains, Takeover takeover, IEnumerable<TypingAcrossSilos> across) {
    private readonly bool isAlone = !across.Any();

    /// <summary>Somebody is typing for so long, or not at all.</summary>
    public async Task Set(long room, string userId, TimeSpan time) {
        if (!isAlone) {
            var book = TypingAcrossSilos.Grain(grains);
            await takeover.Insist(_ => time > TimeSpan.Zero ? book.Start(room, userId, time) : book.Stop(room, userId));
        } else if (time > TimeSpan.Zero ? typists.Start(room, userId, time) : typists.Stop(room, userId)) {
            await bell.Ring(room);
        }
    }
}
