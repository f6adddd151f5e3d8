using System.Data.Common;
using Dapper;

namespace Teahouse.Talk;

/// <summary>Which files of the media folder a database names, and where they lie: for whoever copies both. A file never changes once a row names it.</summary>
public static class StoredMedia {
    private const int NameHexDigits = 32;

    /// <summary>The names, as they stand in this connection's state of the database.</summary>
    public static IAsyncEnumerable<string> Names(DbConnection connection) => connection.QueryUnbufferedAsync<string>(
        "SELECT file FROM talk_media WHERE file IS NOT NULL UNION ALL SELECT file FROM talk_thumbnail WHERE file IS NOT NULL");

    /// <summary>Whether this is how a file is called here.</summary>
    public static bool IsName(string text) => text.Length == NameHexDigits && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Where a file belongs.</summary>
    public static string PlaceOf(MediaFolder folder, string name) => Path.Combine(folder.Path, name[..2], name);

    /// <summary>Where a file lies; null when it is gone. One that was named as its server died still lies in incoming/.</summary>
    public static string? Find(MediaFolder folder, string name) {
        // In this order, and the first once more: it may move while we look.
        var place = PlaceOf(folder, name);
        string[] places = [place, Path.Combine(folder.Path, "incoming", name), place];
        return places.FirstOrDefault(File.Exists);
    }
}
