using System.Data.Common;

namespace Teahouse.Talk.Sync;

/// <summary>
/// One part of a sync answer: what one feature has to say about a stretch of positions. Parts read in one snapshot of the
/// database, one after another, and may await nothing but the connection.
/// </summary>
internal interface ISyncPart {
    /// <summary>
    /// SQL that is true when the part may have something to say about what came after @since to @person, who is @userId and asks
    /// from @device; null for a part that is always read. Who has joined a room since is told all parts, whatever it says.
    /// </summary>
    string? Probe { get; }

    /// <summary>Adds to the answer what became known after <c>Since</c> and up to <c>Until</c>; all there is when <c>Since</c> is 0.</summary>
    Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer);
}
