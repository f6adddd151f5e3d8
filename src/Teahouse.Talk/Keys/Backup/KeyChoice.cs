using Teahouse.People.Matrix;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Which keys of a backup: all, those of a room, or one.</summary>
internal sealed record KeyChoice(string? RoomId = null, string? SessionId = null) {
    /// <summary>From what a client names in a path.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM for what can be no name.</exception>
    public static KeyChoice Of(string roomId, string? sessionId = null) => new(
        KeyText.Checked(roomId, "A room id"), sessionId is null ? null : KeyText.Checked(sessionId, "A session id"));

    /// <summary>As a condition on <c>talk_backup_key</c>.</summary>
    public string Where => "person = @person AND version = @version"
        + (RoomId is null ? "" : " AND room_id = @room") + (SessionId is null ? "" : " AND session_id = @session");

    /// <summary>The parameters in the condition besides person and version.</summary>
    public IEnumerable<(string, object?)> Parameters {
        get {
            if (RoomId is not null) yield return ("room", RoomId);
            if (SessionId is not null) yield return ("session", SessionId);
        }
    }
}
