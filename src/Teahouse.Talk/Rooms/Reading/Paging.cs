using System.Data.Common;
using System.Globalization;
using System.Text;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>Which page of events somebody wants.</summary>
/// <param name="Backwards">Newest first.</param>
/// <param name="From">The place to begin at: backwards with the event at this position, forwards with the one after it.</param>
/// <param name="To">The place to end at: backwards before the event at this position, forwards with it.</param>
/// <param name="Limit">How many events at most.</param>
internal sealed record Paging(bool Backwards, long From, long To, int Limit);

/// <summary>The same as a client asks for it, in the query of a request.</summary>
/// <param name="Backwards">Newest first.</param>
/// <param name="From">The place to begin at; null for the end of the timeline that is first in this direction.</param>
/// <param name="To">The place to end at; null for the other end.</param>
/// <param name="Limit">How many events at most.</param>
internal sealed record PagingQuery(bool Backwards, StreamToken? From, StreamToken? To, int Limit) {
    /// <summary>Reads the parameters <c>dir</c>, <c>from</c>, <c>to</c> and <c>limit</c>.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM or M_MISSING_PARAM.</exception>
    public static PagingQuery Parse(string? dir, string? from, string? to, string? limit, int limitDefault = TalkLimits.TimelineEventsDefault) => new(
        IsBackwards(dir),
        from is null ? null : StreamToken.Parse("from", from),
        to is null ? null : StreamToken.Parse("to", to),
        LimitOf(limit, limitDefault));

    /// <summary>Reads the parameter <c>dir</c>.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM or M_MISSING_PARAM.</exception>
    public static bool IsBackwards(string? dir) => dir switch {
        "b" => true,
        "f" => false,
        null => throw MatrixError.MissingParam("'dir' is missing.").Thrown(),
        _ => throw MatrixError.InvalidParam("'dir' is 'b' or 'f'.").Thrown(),
    };

    /// <summary>Reads the parameter <c>limit</c>; more than we give at once is less, not wrong.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM.</exception>
    public static int LimitOf(string? limit, int limitDefault) =>
        limit is null ? limitDefault
        : long.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (int)Math.Min(number, TalkLimits.TimelineEventsMax)
        : throw MatrixError.InvalidParam("'limit' is a number, 0 or more.").Thrown();

    /// <summary>Reads the parameter <c>filter</c>: a RoomEventFilter as JSON.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_JSON, M_BAD_JSON or M_INVALID_PARAM.</exception>
    public static EventFilter FilterOf(string? filter) =>
        filter is null ? EventFilter.All : EventFilter.Parse(StrictJson.Parse(Encoding.UTF8.GetBytes(filter)));

    /// <summary>The page in a room: what is left open ends where the reader's view of the room does.</summary>
    public async Task<Paging> In(DbConnection connection, RoomView view) {
        var end = Math.Min(view.End, await Database.LastPosition(connection));
        return Backwards
            ? new(true, Math.Min(From?.Position ?? end, end), To?.Position ?? 0, Limit)
            : new(false, From?.Position ?? 0, Math.Min(To?.Position ?? end, end), Limit);
    }
}
