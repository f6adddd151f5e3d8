using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.People.Profiles;

/// <summary>What a profile may hold, and its rows.</summary>
internal sealed class ProfileFields(Database database, PeopleDirectory people, IEnumerable<IPersonChanges> others) {
    /// <summary>What is counted and kept is what was written: a character of Chinese has three bytes, not the six of an escape.</summary>
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string DisplayName = "displayname";
    public const string AvatarUrl = "avatar_url";

    /// <summary>All fields of whoever this is; M_NOT_FOUND for nobody.</summary>
    public async Task<Dictionary<string, JsonElement>> Of(string userId, CancellationToken stop) {
        var person = await people.Find(userId, stop) ?? throw MatrixError.NotFound("There is no such person.").Thrown();
        var rows = await database.Read(c => c.QueryAsync<(string Key, string Value)>(
            "SELECT key, value FROM people_profile WHERE person = @person ORDER BY key", new { person = person.Value }), stop);
        return rows.ToDictionary(r => r.Key, r => JsonSerializer.Deserialize<JsonElement>(r.Value));
    }

    /// <summary>Sets a field, or removes it where an older client says so with an empty string.</summary>
    public async Task Set(Person person, string key, JsonElement value) {
        Judge(key, value);
        if (value.ValueKind == JsonValueKind.String && value.GetString() == "" && key is DisplayName or AvatarUrl) {
            await Remove(person, key);
            return;
        }
        var text = JsonSerializer.Serialize(value, AsWritten);
        try {
            await database.Write(new Write(Upsert(person.Id, key, text)));
        } catch (WriteLostException) {
            throw new MatrixError(400, "M_PROFILE_TOO_LARGE", $"A profile has {PeopleLimits.ProfileBytesMax} bytes.").Thrown();
        }
        await Tell(person, key);
    }

    public async Task Remove(Person person, string key) {
        JudgeKey(key);
        await database.Write(new Write(Statement.Do("DELETE FROM people_profile WHERE person = @person AND key = @key", ("person", person.Id.Value), ("key", key))));
        await Tell(person, key);
    }

    /// <summary>The first display name of somebody new.</summary>
    public static Write First(PersonId person, string? displayName) => string.IsNullOrEmpty(displayName)
        ? Write.Nothing : new Write(Upsert(person, DisplayName, JsonSerializer.Serialize(displayName, AsWritten)));

    public static void JudgeKey(string key) {
        if (Encoding.UTF8.GetByteCount(key) > PeopleLimits.ProfileKeyBytesMax) {
            throw new MatrixError(400, "M_KEY_TOO_LARGE", $"The name of a field has {PeopleLimits.ProfileKeyBytesMax} bytes.").Thrown();
        }
        if (!IsKey(key)) throw MatrixError.InvalidParam("A field is displayname, avatar_url or a name with a namespace: a-z, 0-9, _, - and dots.").Thrown();
    }

    /// <summary>The specification's fields, or its "Common Namespaced Identifier Grammar" with a namespace in front.</summary>
    internal static bool IsKey(string key) => key is DisplayName or AvatarUrl
        || (key.Length > 0 && char.IsAsciiLetterLower(key[0]) && key.Contains('.', StringComparison.Ordinal) && key[^1] != '.'
            && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-'));

    private static void Judge(string key, JsonElement value) {
        JudgeKey(key);
        if (key is not (DisplayName or AvatarUrl)) return;
        if (value.ValueKind != JsonValueKind.String) throw MatrixError.BadJson($"'{key}' must be a string.").Thrown();
        var text = value.GetString()!;
        if (key == DisplayName && text.Length > PeopleLimits.DisplayNameCharsMax) {
            throw MatrixError.InvalidParam($"A display name has {PeopleLimits.DisplayNameCharsMax} characters.").Thrown();
        }
        if (key == AvatarUrl && text.Length > 0 && !IsMxc(text)) throw MatrixError.InvalidParam("An avatar is an mxc: URI.").Thrown();
    }

    private static bool IsMxc(string text) => text.Length <= PeopleLimits.AvatarUrlCharsMax && text.StartsWith("mxc://", StringComparison.Ordinal)
        && text["mxc://".Length..].Split('/') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsControl);

    private static Statement Upsert(PersonId person, string key, string value) => Statement.Claim(
        """
        INSERT INTO people_profile (person, key, value, bytes) SELECT @person, @key, @value, @bytes
        WHERE @bytes + (SELECT COALESCE(SUM(bytes), 0) FROM people_profile WHERE person = @person AND key <> @key) <= @max
        ON CONFLICT (person, key) DO UPDATE SET value = excluded.value, bytes = excluded.bytes
        """,
        ("person", person.Value), ("key", key), ("value", value),
        ("bytes", (long)(Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value))), ("max", (long)PeopleLimits.ProfileBytesMax));

    private async Task Tell(Person person, string key) {
        if (key is not (DisplayName or AvatarUrl)) return;
        var profile = await people.ProfileOf(person.Id, CancellationToken.None);
        foreach (var other in others) await other.ProfileChanged(person.Id, person.UserId, profile, CancellationToken.None);
    }
}
