using System.Text.Json;

namespace Teahouse.Storage;

/// <summary>A table with a person's id in it, and what the rows are.</summary>
/// <param name="Table">The table's name, with its module's prefix.</param>
/// <param name="PersonColumn">The column that holds <see cref="PersonId"/>.</param>
/// <param name="Class">The class of data that the rows are.</param>
public sealed record HeldTable(string Table, string PersonColumn, DataClass Class);

/// <summary>
/// What one module holds about people: it can show it, hand it over, and forget it. A house test finds every table with a
/// person's id and fails when no module names it here.
/// </summary>
public interface IPersonalRecords {
    /// <summary>The tables that hold a person's data.</summary>
    IReadOnlyList<HeldTable> Holds { get; }

    /// <summary>Writes one class of a person's data as a JSON object with a property per table, for those whom the charter lets see it.</summary>
    Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop);

    /// <summary>Erases all that this module holds about a person, but for what others are party to (messages sent stay with their readers).</summary>
    Task Erase(PersonId person, CancellationToken stop);
}
