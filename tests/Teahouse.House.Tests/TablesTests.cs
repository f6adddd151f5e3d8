using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.House.Tests;

/// <summary>Each module has its own tables, nobody reads another's, and whose data they hold is said.</summary>
public sealed partial class TablesTests(TheHouse house) {
    /// <summary>How a column that names a person is called, or ends.</summary>
    private static readonly string[] PersonWords = [
        "person", "creator", "owner", "uploader", "sender", "reporter", "user_id", "inviter", "invitee", "recipient", "author", "target_user"];

    [Fact]
    public void Nobody_touches_the_tables_of_another_module() => Rule.Holds(
        HouseFiles.Sources.SelectMany(ForeignTables).Concat(
            from file in HouseFiles.Files("src", ".sql")
            from table in Foreign(file.Split('/')[1], WithoutComments(HouseFiles.Text(file)))
            select $"{file}: {table}"),
        "A module reads and writes its own tables, whose names begin with its own. What it wants of another it asks at that module's door.");

    [Fact]
    public async Task Both_databases_have_the_same_tables_and_columns() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        await using var other = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        var there = await other.Read(c => TheHouse.Columns(c, DatabaseKind.PostgreSql), stop);
        var here = await house.Database.Read(c => TheHouse.Columns(c, DatabaseKind.Sqlite), stop);
        Rule.Holds(here.Except(there).Select(c => $"{c} is missing on PostgreSQL"), "A migration does the same on both databases.");
        Rule.Holds(there.Except(here).Select(c => $"{c} is missing on SQLite"), "A migration does the same on both databases.");
    }

    [Fact]
    public async Task Every_table_that_names_a_person_says_whose_data_it_holds() {
        var columns = await house.Database.Read(c => TheHouse.Columns(c, DatabaseKind.Sqlite), TestContext.Current.CancellationToken);
        Rule.Holds(
            Unheld(columns, Held()),
            "A table with a person's id is named in its module's IPersonalRecords.Holds, so that the person can see, take out and erase what it holds.");
    }

    [Fact]
    public async Task What_is_said_to_be_held_is_there() {
        var columns = await house.Database.Read(c => TheHouse.Columns(c, DatabaseKind.Sqlite), TestContext.Current.CancellationToken);
        Rule.Holds(Held().Select(h => $"{h.Table}.{h.PersonColumn}").Except(columns), "IPersonalRecords.Holds names tables and columns that exist.");
    }

    [Fact]
    public void A_foreign_table_and_an_unheld_one_are_found() {
        Assert.Equal(["src/Teahouse.Talk/A.cs:1: people_person"], ForeignTables(
            new("src/Teahouse.Talk/A.cs", "class A { string s = \"SELECT 1 FROM people_person JOIN talk_room\"; }")));
        Assert.Empty(ForeignTables(new("src/Teahouse.Talk/A.cs", "class A { int people_person; /* people_person */ }")));
        var held = new HeldTable("talk_member", "user_id", DataClass.Contacts);
        Assert.Equal(["talk_alias.creator", "talk_tag.for_person"], Unheld(["talk_member.person", "talk_alias.creator", "talk_tag.for_person", "talk_room.room"], [held]));
    }

    private IReadOnlyList<HeldTable> Held() => [.. house.Services.GetServices<IPersonalRecords>().SelectMany(r => r.Holds)];

    private static IEnumerable<string> Unheld(IEnumerable<string> columns, IReadOnlyList<HeldTable> held) =>
        from column in columns
        let table = column.Split('.')[0]
        where PersonWords.Any(w => column.EndsWith("." + w, StringComparison.Ordinal) || column.EndsWith("_" + w, StringComparison.Ordinal))
            && !held.Any(h => h.Table == table)
        select column;

    private static IEnumerable<string> ForeignTables(SourceFile source) =>
        from token in source.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
            || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
        from table in Foreign(source.Project, token.Text)
        select $"{source.At(token.GetLocation())}: {table}";

    private static IEnumerable<string> Foreign(string project, string text) {
        var own = project.Split('.')[^1].ToLowerInvariant();
        return TableName().Matches(text).Where(m => m.Groups["module"].Value != own).Select(m => m.Value);
    }

    private static string WithoutComments(string sql) => string.Join('\n', sql.Split('\n').Where(l => !l.TrimStart().StartsWith("--", StringComparison.Ordinal)));

    [GeneratedRegex(@"\b(?<module>host|talk|people|storage|pay|market|clinic|oversight)_[a-z][a-z0-9_]*\b")]
    private static partial Regex TableName();
}
