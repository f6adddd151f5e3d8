using System.Data.Common;
using Dapper;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/*  Whose keys a client must fetch again.
    A stretch of positions says two things: whose keys changed in it, and with whom the person began or ceased to share a room.
    Whether a room is shared is asked as of now, not as of the stretch's end. Where the two differ, a later stretch holds the
    step that made them differ, and says what this one left out: nobody is told too little, however the stretches are cut. */

/// <summary>Changes of devices and cross-signing keys, and who hears of them.</summary>
internal sealed class DeviceLists(Database database, Inboxes inboxes) {
    private const string SharesNow =
        """
        EXISTS (SELECT 1 FROM talk_member mine JOIN talk_member theirs ON theirs.room = mine.room
                WHERE mine.person = @me AND mine.membership = 'join' AND theirs.user_id = who.user_id AND theirs.membership = 'join')
        """;

    private const string Changed =
        $"""
        SELECT who.user_id FROM talk_device_change who
        WHERE who.pos > @since AND who.pos <= @until
          AND (who.only_for = @me OR who.only_for IS NULL AND (who.person = @me OR {SharesNow}))
        UNION
        SELECT who.user_id FROM talk_member_change mine JOIN talk_member who ON who.room = mine.room AND who.membership = 'join'
        WHERE mine.person = @me AND mine.pos > @since AND mine.pos <= @until AND mine.membership = 'join'
          AND who.user_id <> mine.user_id AND {SharesNow}
        UNION
        SELECT who.user_id FROM talk_member mine JOIN talk_member_change who ON who.room = mine.room
        WHERE mine.person = @me AND mine.membership = 'join' AND who.user_id <> mine.user_id
          AND who.pos > @since AND who.pos <= @until AND who.membership = 'join' AND {SharesNow}
        """;

    // They went from a room that the person was in when they went; or the person went from a room that they were in.
    // Both may have gone by now, in either order and in different stretches: each step asks who was there at that step.
    private const string Left =
        $"""
        SELECT who.user_id FROM talk_member_change who
        WHERE who.pos > @since AND who.pos <= @until AND who.previous = 'join' AND who.membership <> 'join'
          AND (who.person IS NULL OR who.person <> @me)
          AND (EXISTS (SELECT 1 FROM talk_member mine WHERE mine.room = who.room AND mine.person = @me AND mine.membership = 'join')
               OR EXISTS (SELECT 1 FROM talk_member_change mine WHERE mine.room = who.room AND mine.person = @me AND mine.pos > who.pos
                          AND mine.previous = 'join' AND mine.membership <> 'join'))
          AND NOT {SharesNow}
        UNION
        SELECT who.user_id FROM talk_member_change mine JOIN talk_member who ON who.room = mine.room
        WHERE mine.person = @me AND mine.pos > @since AND mine.pos <= @until AND mine.previous = 'join' AND mine.membership <> 'join'
          AND (who.person IS NULL OR who.person <> @me)
          AND (who.membership = 'join'
               OR EXISTS (SELECT 1 FROM talk_member_change theirs WHERE theirs.room = who.room AND theirs.user_id = who.user_id
                          AND theirs.pos > mine.pos AND theirs.previous = 'join' AND theirs.membership <> 'join'))
          AND NOT {SharesNow}
        """;

    /// <summary>Records that the keys of a person changed.</summary>
    public static Statement Announce(PersonId person, string userId, long pos) => Statement.Do(
        "INSERT INTO talk_device_change (pos, person, user_id) VALUES (@pos, @person, @user)",
        ("pos", pos), ("person", person.Value), ("user", userId));

    /// <summary>Records that a person's keys changed in a way that only one other person sees.</summary>
    public static Statement AnnounceTo(PersonId only, PersonId person, string userId, long pos) => Statement.Do(
        "INSERT INTO talk_device_change (pos, person, user_id, only_for) VALUES (@pos, @person, @user, @only)",
        ("pos", pos), ("person", person.Value), ("user", userId), ("only", only.Value));

    /// <summary>Wakes those who hear of a change: the person and all who share a room with them. Call it after the commit.</summary>
    public async Task Ring(PersonId person, CancellationToken stop) {
        inboxes.Ring(person);
        inboxes.Ring((await database.Read(c => c.QueryAsync<long>(
            """
            SELECT DISTINCT theirs.person FROM talk_member mine JOIN talk_member theirs ON theirs.room = mine.room
            WHERE mine.person = @person AND mine.membership = 'join' AND theirs.membership = 'join'
              AND theirs.person IS NOT NULL AND theirs.person <> @person
            """,
            new { person = person.Value }), stop)).Select(id => new PersonId(id)));
    }

    /// <summary>Reads one stretch for one person.</summary>
    /// <returns>User ids whose keys are to be fetched again, and those with whom no room is shared any more.</returns>
    public static async Task<(IEnumerable<string> Changed, IEnumerable<string> Left)> Read(DbConnection connection, PersonId me, long since, long until) {
        var stretch = new { me = me.Value, since, until };
        return (await connection.QueryAsync<string>(Changed, stretch), await connection.QueryAsync<string>(Left, stretch));
    }
}
