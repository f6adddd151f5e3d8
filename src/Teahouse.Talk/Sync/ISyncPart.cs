using System.Data.Common;

namespace Teahouse.Talk.Sync;

/// <summary>
/// One part of a sync answer: what one feature has to say about a stretch of positions. Parts read in one snapshot of the
/// database, one after another, and may await nothing but the connection.
/// </summary>
internal interface ISyncPart {
    /// <summary>Adds to the answer what became known after <c>Since</c> and up to <c>Until</c>; all there is when <c>Since</c> is 0.</summary>
    Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer);
}
