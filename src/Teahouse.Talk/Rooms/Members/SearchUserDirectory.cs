using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>
/// Finds people: those who share a room with the person by a part of their handle or name, anybody else by their whole handle. A list of
/// strangers that can be searched would show who there is. Spec: searchUserDirectory.
/// </summary>
internal static class SearchUserDirectory {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/user_directory/search", Handle).Allows(Access.SignedIn).AtMost(Rate.Inviting);

    [Reads(DataClass.Profile, DataClass.Contacts)]
    private static async Task<IResult> Handle(HttpContext http, Person person, PeopleDirectory people, Database database, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var term = body.RequiredString("search_term").Trim();
        var limit = (int)Math.Clamp(body.OptionalLong("limit") ?? TalkLimits.PeopleFoundDefault, 0, TalkLimits.PeopleFoundMax);
        var known = await people.Among(await Contacts(database, person, stop), stop);
        var found = known.Where(k => Holds(k.UserId, term) || Holds(k.Profile.DisplayName, term)).ToList();
        if (await people.ByHandle(term, stop) is { } exact && exact.UserId != person.UserId) {
            found.RemoveAll(k => k.UserId == exact.UserId);
            found.Insert(0, exact);
        }
        return MatrixAnswer.Json(json => {
            json.WriteStartArray("results");
            foreach (var (userId, profile) in found.Take(limit)) {
                json.WriteStartObject();
                json.WriteString("user_id", userId);
                if (profile.DisplayName is { } name) json.WriteString("display_name", name);
                if (profile.AvatarUrl is { } avatar) json.WriteString("avatar_url", avatar);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("limited", found.Count > limit);
        });
    }

    private static bool Holds(string? text, string term) => term.Length > 0 && text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<PersonId[]> Contacts(Database database, Person person, CancellationToken stop) => [.. (await database.Read(
        connection => connection.QueryAsync<long>(
            """
            SELECT theirs.person FROM talk_member mine JOIN talk_member theirs ON theirs.room = mine.room
            WHERE mine.person = @person AND mine.membership = 'join' AND theirs.membership = 'join' AND theirs.person IS NOT NULL AND theirs.person <> @person
            GROUP BY theirs.person ORDER BY max(theirs.event_pos) DESC LIMIT @max
            """, new { person = person.Id.Value, max = TalkLimits.ContactsSearchedMax }), stop)).Select(p => new PersonId(p))];
}
