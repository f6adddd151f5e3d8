using System.Text.Json;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Reporting;

/// <summary>What a report is about.</summary>
internal sealed record Reported(string? RoomId = null, string? EventId = null, string? UserId = null);

/// <summary>Takes reports. They only go in: nothing here reads them, until there is a gate that leaves a trace of whoever does.</summary>
internal sealed class ReportBook(Database database, TimeProvider clock) {
    private const string Insert =
        """
        INSERT INTO talk_report (report, person, room_id, event_id, user_id, reason, reported_at)
        VALUES (@report, @person, @roomId, @eventId, @userId, @reason, @now)
        """;

    /// <summary>The reason in a request.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON, M_INVALID_PARAM.</exception>
    public static string? Reason(JsonElement body) =>
        body.OptionalString("reason") is not { } reason ? null
        : reason.Length > TalkLimits.ReportReasonCharsMax || reason.Contains('\0', StringComparison.Ordinal)
            ? throw MatrixError.InvalidParam($"A reason has at most {TalkLimits.ReportReasonCharsMax} characters, none of them NUL.").Thrown()
            : reason;

    /// <summary>Keeps a report.</summary>
    public Task Keep(Person person, Reported reported, string? reason, CancellationToken stop) =>
        database.Write(new Write(1, pos => [Statement.Do(Insert,
            ("report", pos), ("person", person.Id.Value), ("roomId", reported.RoomId), ("eventId", reported.EventId),
            ("userId", reported.UserId), ("reason", reason), ("now", clock.GetUtcNow().ToUnixTimeMilliseconds()))]), stop);
}
