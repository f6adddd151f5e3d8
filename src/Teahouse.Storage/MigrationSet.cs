using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Teahouse.Storage;

/// <summary>
/// A module's numbered SQL files, embedded as <c>Migrations/NNN_name.sqlite.sql</c> and <c>.postgres.sql</c>. A file that has
/// been applied never changes; a correction is a new file.
/// </summary>
public sealed class MigrationSet {
    private readonly Assembly assembly;

    private MigrationSet(string module, Assembly assembly) => (Module, this.assembly) = (module, assembly);

    /// <summary>The module whose tables these are; also the tables' prefix.</summary>
    public string Module { get; }

    /// <summary>The migrations that lie in the assembly of <typeparamref name="T"/>.</summary>
    public static MigrationSet Of<T>(string module) => new(module, typeof(T).Assembly);

    internal IEnumerable<Migration> For(DatabaseKind kind) {
        var ending = kind == DatabaseKind.Sqlite ? ".sqlite.sql" : ".postgres.sql";
        return assembly.GetManifestResourceNames()
            .Where(n => n.Contains(".Migrations.", StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal))
            .Select(n => Load(n, ending))
            .OrderBy(m => m.Number);
    }

    private Migration Load(string resource, string ending) {
        var name = resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..^ending.Length];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var number = int.Parse(name.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Migration(Module, number, name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}

/// <summary>One numbered SQL file.</summary>
internal sealed record Migration(string Module, int Number, string Name, string Sql, string Checksum);
