using System.Data.Common;
using Dapper;
using Teahouse.People.Handles;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>Who is who: the way from a Matrix user id to the person and back.</summary>
public sealed class PeopleDirectory {
    private readonly House house;
    private readonly Database database;
    private readonly BoundedCache<PersonId, string> userIds = new(PeopleLimits.CachedUserIdsMax);

    internal PeopleDirectory(House house, Database database) => (this.house, this.database) = (house, database);

    /// <summary>Whether the user id names somebody of this server, whether or not there is such a person.</summary>
    public bool IsLocal(string userId) => HandleOf(userId) is not null;

    /// <summary>Whether anybody has ever signed up here.</summary>
    public Task<bool> IsInhabited(CancellationToken stop) =>
        database.Read(c => c.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM people_person)"), stop);

    /// <summary>The person of a user id; null for strangers, for nobody, and for those who have left.</summary>
    public async Task<PersonId?> Find(string userId, CancellationToken stop) {
        if (HandleOf(userId) is not { } handle) return null;
        var person = await database.Read(c => c.QuerySingleOrDefaultAsync<long?>(
            "SELECT person FROM people_person WHERE handle = @handle AND deactivated_at IS NULL", new { handle }), stop);
        return person is { } id ? new PersonId(id) : null;
    }

    /// <summary>The user id of a person, also of one who has left; null when there never was one.</summary>
    public async Task<string?> UserIdOf(PersonId person, CancellationToken stop) {
        if (userIds.TryGet(person, out var known)) return known;
        var handle = await database.Read(c => c.QuerySingleOrDefaultAsync<string>(
            "SELECT handle FROM people_person WHERE person = @person", new { person = person.Value }), stop);
        if (handle is null) return null;
        var userId = UserId(handle);
        userIds.Keep(person, userId);
        return userId;
    }

    /// <summary>The display name and avatar of a person.</summary>
    public async Task<Profile> ProfileOf(PersonId person, CancellationToken stop) {
        var fields = (await database.Read(c => c.QueryAsync<(string Key, string Value)>(
            "SELECT key, value FROM people_profile WHERE person = @person AND key IN ('displayname', 'avatar_url')",
            new { person = person.Value }), stop)).ToDictionary(f => f.Key, f => System.Text.Json.JsonSerializer.Deserialize<string>(f.Value));
        return new Profile(fields.GetValueOrDefault("displayname"), fields.GetValueOrDefault("avatar_url"));
    }

    /// <summary>The user ids and profiles of those of these people who are still here, in the order of their handles.</summary>
    public async Task<IReadOnlyList<KnownPerson>> Among(IReadOnlyCollection<PersonId> persons, CancellationToken stop) =>
        [.. (await ByPerson(persons, stop)).Values];

    /// <summary>Those of these people who are still here, by who they are; in the order of their handles.</summary>
    public async Task<IReadOnlyDictionary<PersonId, KnownPerson>> ByPerson(IReadOnlyCollection<PersonId> persons, CancellationToken stop) => persons.Count == 0 ? new Dictionary<PersonId, KnownPerson>()
        : (await Known(c => SqlText.In(c, "p.person", "sought"), persons.Select(p => p.Value).ToArray(), stop)).ToDictionary(k => k.Person, k => k.Known);

    /// <summary>Somebody by their whole handle or user id; null for strangers, for nobody, and for those who have left.</summary>
    public async Task<KnownPerson?> ByHandle(string typed, CancellationToken stop) {
        var meant = Handle.Meant(typed);
        var handle = meant.StartsWith('@') ? HandleOf(meant) : meant;
        if (handle is null || !Handle.IsGrammatical(handle)) return null;
        return await Known(_ => "p.handle = @sought", handle, stop) is [var found] ? found.Known : null;
    }

    /// <summary>The devices of a person, by id.</summary>
    public async Task<IReadOnlyList<DeviceName>> DevicesOf(PersonId person, CancellationToken stop) =>
        [.. await database.Read(c => c.QueryAsync<DeviceName>(
            "SELECT device_id AS DeviceId, display_name AS DisplayName FROM people_device WHERE person = @person ORDER BY device_id",
            new { person = person.Value }), stop)];

    private async Task<IReadOnlyList<(PersonId Person, KnownPerson Known)>> Known<T>(Func<DbConnection, string> which, T sought, CancellationToken stop) => [.. (await database.Read(
        c => c.QueryAsync<(long Person, string Handle, string? Name, string? Avatar)>(
            $"""
            SELECT p.person, p.handle, n.value, a.value FROM people_person p
                LEFT JOIN people_profile n ON n.person = p.person AND n.key = 'displayname'
                LEFT JOIN people_profile a ON a.person = p.person AND a.key = 'avatar_url'
            WHERE p.deactivated_at IS NULL AND {which(c)} ORDER BY p.handle
            """, new { sought }), stop)).Select(r => (new PersonId(r.Person), new KnownPerson(UserId(r.Handle), new Profile(Text(r.Name), Text(r.Avatar)))))];

    private static string? Text(string? json) => json is null ? null : System.Text.Json.JsonSerializer.Deserialize<string>(json);

    internal string UserId(string handle) => $"@{handle}:{house.ServerName}";

    /// <summary>The handle in a user id of this server, else null.</summary>
    internal string? HandleOf(string userId) {
        var suffix = ":" + house.ServerName;
        if (!userId.StartsWith('@') || !userId.EndsWith(suffix, StringComparison.Ordinal) || userId.Length < suffix.Length + 1) return null;
        var handle = userId[1..^suffix.Length];
        return Handle.IsGrammatical(handle) ? handle : null;
    }
}
