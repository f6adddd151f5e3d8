using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Directory;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>
/// Finds people by a part of their handle or name: those who share a room with the person, and those who are in rooms of the house's list
/// that anybody may come into or read. Anybody else by their whole handle: a list of strangers that can be searched would show who there
/// is. Spec: searchUserDirectory.
/// </summary>
internal static class SearchUserDirectory {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/user_directory/search", Handle).Allows(Access.SignedIn).AtMost(Rate.Inviting);

    [Reads(DataClass.Profile, DataClass.Contacts)]
    private static async Task<IResult> Handle(HttpContext http, Person person, PeopleDirectory people, Database database, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var term = body.RequiredString("search_term").Trim();
        var limit = (int)Math.Clamp(body.OptionalLong("limit") ?? TalkLimits.PeopleFoundDefault, 0, TalkLimits.PeopleFoundMax);
        var known = await people.Among(await Seen(database, person, stop), stop);
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

    private static Task<PersonId[]> Seen(Database database, Person person, CancellationToken stop) => database.ReadSnapshot(async connection => {
        var contacts = await connection.QueryAsync<long>(
            """
            SELECT theirs.person FROM talk_member mine JOIN talk_member theirs ON theirs.room = mine.room
            WHERE mine.person = @person AND mine.membership = 'join' AND theirs.membership = 'join' AND theirs.person IS NOT NULL AND theirs.person <> @person
            GROUP BY theirs.person ORDER BY max(theirs.event_pos) DESC LIMIT @max
            """, new { person = person.Id.Value, max = TalkLimits.ContactsSearchedMax });
        var rooms = await PublishedRooms.OpenToAll(connection);
        var others = rooms.Length == 0 ? [] : await connection.QueryAsync<long>(
            $"""
            SELECT person FROM talk_member WHERE {SqlText.In(connection, "room", "rooms")} AND membership = 'join' AND person IS NOT NULL AND person <> @person
            GROUP BY person ORDER BY max(event_pos) DESC LIMIT @max
            """, new { rooms, person = person.Id.Value, max = TalkLimits.ContactsSearchedMax });
        return contacts.Union(others).Select(p => new PersonId(p)).ToArray();
    }, stop);
}
