using System.Text.RegularExpressions;
using Teahouse.Host.Tests.BadInput;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Tests.Guard;

/// <summary>An attacker tries every route of the running server: without a token, with a spoilt one, with their own at somebody else's things.</summary>
public sealed partial class EveryRouteTests(GuardedHouse guarded) : IClassFixture<GuardedHouse> {
    private const int DoorsMin = 200;

    /// <summary>What stands open to anybody. Whoever opens one more says so here, and has thought about it.</summary>
    private static readonly HashSet<string> Open = [
        "GET /.well-known/matrix/client", "GET /_matrix/client/versions", "GET /_matrix/client/v3/login", "POST /_matrix/client/v3/login",
        "POST /_matrix/client/v3/register", "GET /_matrix/client/v3/register/available", "POST /_matrix/client/v3/refresh",
        "GET /_matrix/client/v1/register/m.login.registration_token/validity", "GET /_matrix/client/v3/auth/{stage}/fallback/web",
        // Handles, names and pictures of people, and where an alias leads: public by the specification.
        // So are the rooms that their people have put into the house's list.
        "GET /_matrix/client/v3/publicRooms", "GET /_matrix/client/v3/directory/list/room/{roomId}",
        "GET /_matrix/client/v3/profile/{userId}", "GET /_matrix/client/v3/profile/{userId}/{keyName}", "GET /_matrix/client/v3/directory/room/{roomAlias}",
        // Where media could be had without signing in: answers 404 and nothing else.
        "GET /_matrix/media/v3/download/{serverName}/{mediaId}", "GET /_matrix/media/v3/download/{serverName}/{mediaId}/{fileName}",
        "GET /_matrix/media/v3/thumbnail/{serverName}/{mediaId}",
        "GET /people/v1/house", "GET /pay/v1/house", "POST /people/v1/let-in", "POST /people/v1/recovery/sign-in", "POST /people/v1/passkeys/sign-in/start",
        "POST /people/v1/passkeys/sign-in/finish", "POST /people/v1/passkeys/sign-up/start", "POST /people/v1/passkeys/sign-up/finish",
        "POST /people/v1/confirm/start", "POST /people/v1/confirm/finish",
        "POST /pay/v1/sign-in/link", "POST /pay/v1/sign-in/passkey/start", "POST /pay/v1/sign-in/passkey/finish",
        // Pictures that payers see: asked for by image elements, under names that nobody guesses.
        "GET /pay/v1/photos/{photo}",
        // Whoever has lost the phone freezes from any browser, by a code that can do nothing else, or by the recovery code.
        "POST /pay/v1/freeze/by-code", "POST /pay/v1/unfreeze/late",
        "GET /health", "GET /status", "GET /docs/errors/{code:alpha}", "GET /openapi/{documentName}.json",
    ];

    [Fact]
    public async Task Who_has_no_token_is_let_in_nowhere_but_where_it_is_open() {
        var nobody = Caller.Nobody(guarded.Http);
        Assert.True(guarded.Doors.Count > DoorsMin);
        Assert.Empty(guarded.Doors.Where(d => d.Access == Access.Anybody && !d.IsOld).Select(d => d.ToString()).Except(Open));
        foreach (var door in guarded.Doors) {
            var heard = await nobody.Send(door, door.At(guarded.Belongings), BodyFor(door));
            if (door.Access != Access.Anybody) Refused(door, heard, 401, "M_MISSING_TOKEN");
            else Assert.False(heard.Body.Contains(GuardedHouse.Mark, StringComparison.Ordinal), $"{door} tells anybody: {heard.Body}");
        }
    }

    [Fact]
    public async Task A_token_that_was_revoked_has_ended_or_was_never_given_out_opens_nothing() {
        var gone = await Caller.Register(guarded.Http, "gone");
        await gone.Do("GET", "account/whoami");
        await gone.Do("POST", "logout", new { });
        var late = await Caller.Register(guarded.Http, "late", refreshes: true);
        await guarded.House.Database.Write(new Write(Statement.Do("UPDATE people_session SET expires_at = 1 WHERE expires_at IS NOT NULL")), TestContext.Current.CancellationToken);
        foreach (var door in guarded.Doors.Where(d => d.Access != Access.Anybody)) {
            foreach (var caller in new[] { gone, late, gone with { Token = "never-given-out" } }) {
                var heard = await caller.Send(door, door.At(guarded.Belongings), BodyFor(door));
                Refused(door, heard, 401, "M_UNKNOWN_TOKEN");
                if (door.IsMatrix) Assert.Equal(caller == late, heard.Body.Contains("\"soft_logout\":true", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task A_token_in_the_address_opens_Matrix_but_neither_media_nor_our_own_API() {
        var nobody = Caller.Nobody(guarded.Http);
        var asMei = $"access_token={guarded.Mei.Token}";
        Assert.Equal(200, (await nobody.Send("GET", $"/_matrix/client/r0/account/whoami?{asMei}")).Status);
        foreach (var door in guarded.Doors.Where(d => d.Access != Access.Anybody && (d.IsOwnApi || d.Pattern.Contains("/media/download", StringComparison.Ordinal) || d.Pattern.Contains("/media/thumbnail", StringComparison.Ordinal)))) {
            Refused(door, await nobody.Send(door, $"{door.At(guarded.Belongings)}&{asMei}", BodyFor(door)), 401, "M_MISSING_TOKEN");
        }
    }

    [Fact]
    public async Task Somebody_else_reads_nothing_that_is_Meis_and_changes_nothing() {
        var before = await WhatMeiSees();
        Assert.True(before.Values.Count(v => v.Contains(GuardedHouse.Mark, StringComparison.Ordinal)) > 15);
        var (fox, foxes) = (guarded.Fox, 0);
        foreach (var door in guarded.Doors.Where(d => !d.IsOld && d.Access != Access.Anybody)) {
            // Whoever has a file's address may fetch it; that nobody guesses one is another test.
            if (door.Pattern.Contains("/media/download", StringComparison.Ordinal)) continue;
            foreach (var body in door.Method == "GET" ? [null] : new[] { "{}", BodyFor(door, fox) }) {
                var heard = await fox.Send(door, door.At(guarded.Belongings), body);
                Assert.False(heard.Body.Contains(GuardedHouse.Mark, StringComparison.Ordinal), $"{door} tells Fox: {heard.Body}");
                if (EndsFox().IsMatch(door.Pattern)) fox = await guarded.AnotherFox(++foxes);
            }
        }
        var after = await WhatMeiSees();
        foreach (var (door, seen) in before) Assert.True(seen == after[door], $"Fox changed {door}\nbefore {seen}\nafter  {after[door]}");
    }

    [Fact]
    public async Task Who_left_a_room_reads_nothing_of_what_was_said_afterwards() {
        Assert.True((await WhatMeiSees()).Values.Count(v => v.Contains(GuardedHouse.LateMark, StringComparison.Ordinal)) > 5);
        foreach (var door in guarded.Doors.Where(d => d is { IsOld: false, Method: "GET" } && d.Access != Access.Anybody)) {
            var heard = await guarded.Li.Send(door, door.At(guarded.Belongings));
            Assert.False(heard.Body.Contains(GuardedHouse.LateMark, StringComparison.Ordinal), $"{door} tells Li: {heard.Body}");
        }
    }

    [Fact]
    public async Task Nobody_guesses_the_address_of_a_file() {
        Assert.Equal(200, (await guarded.Fox.Send("GET", guarded.Media)).Status);
        Assert.Equal(24, guarded.Belongings["mediaId"].Length);                       // 18 random bytes
        Assert.Equal(404, (await guarded.Fox.Send("GET", guarded.Media[..^1] + (guarded.Media[^1] == 'A' ? 'B' : 'A'))).Status);
    }

    private async Task<SortedDictionary<string, string>> WhatMeiSees() {
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var door in guarded.Doors.Where(d => d is { IsOld: false, Method: "GET" } && d.Access != Access.Anybody)) {
            seen[door.ToString()] = Moving().Replace((await guarded.Mei.Send(door, door.At(guarded.Belongings))).Body, "");
        }
        return seen;
    }

    /// <summary>A body in which every field stands that some route asks for, aimed at Mei, with the caller's own proof of who they are.</summary>
    private string? BodyFor(Door door, Caller? caller = null) {
        if (door.Method == "GET") return null;
        var (mei, things) = (guarded.Mei, guarded.Belongings);
        var all = new Dictionary<string, object> {
            ["auth"] = (caller ?? guarded.Fox).Proof, ["user_id"] = mei.UserId, ["room_id"] = things["roomId"], ["reason"] = "x", ["membership"] = "join", ["displayname"] = "taken", ["display_name"] = "taken",
            ["devices"] = new[] { mei.DeviceId }, ["device_keys"] = new Dictionary<string, string[]> { [mei.UserId] = [] }, ["name"] = "taken", ["topic"] = "taken", ["msgtype"] = "m.text", ["body"] = "taken",
            ["typing"] = false, ["timeout"] = 1, ["pattern"] = "taken", ["actions"] = Array.Empty<string>(), ["enabled"] = false, ["algorithm"] = "m.megolm_backup.v1.curve25519-aes-sha2",
            ["auth_data"] = new { public_key = "taken", signatures = new { } }, ["first_message_index"] = 0, ["forwarded_count"] = 0, ["is_verified"] = true, ["session_data"] = new { ciphertext = "taken", ephemeral = "e", mac = "m" },
            ["sessions"] = new { }, ["rooms"] = new { }, ["order"] = 1, ["presence"] = "online", ["m.fully_read"] = things["eventId"], ["messages"] = new { }, ["one_time_keys"] = new { }, ["search_term"] = "mei",
            ["new_password"] = "taken over, please", ["logout_devices"] = false, ["visibility"] = "public", ["new_version"] = "12", ["erase"] = true,
            ["verifier"] = new string('A', 43), ["ceremony"] = "x", ["credential"] = new { }, ["token"] = "x", ["session"] = "x", ["handle"] = "mei",
        };
        if (!door.IsOwnApi) return System.Text.Json.JsonSerializer.Serialize(all);
        // Our own API refuses fields that it does not know.
        var operation = Operation.All.Single(o => o.Method == door.Method && o.Path == door.Pattern);
        var known = operation.Body is { } schema ? Properties(schema, operation.Document) : [];
        return System.Text.Json.JsonSerializer.Serialize(all.Where(f => known.Contains(f.Key)).ToDictionary());
    }

    private static string[] Properties(System.Text.Json.JsonElement schema, System.Text.Json.JsonElement document) {
        if (schema.TryGetProperty("$ref", out var reference)) {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
        }
        return schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(p => p.Name)] : [];
    }

    private static void Refused(Door door, Heard heard, int status, string errcode) {
        Assert.True(heard.Status == status, $"{door}: {heard.Status} {heard.Body}");
        if (door.IsMatrix) Assert.Equal(errcode, heard.Code);
        Assert.DoesNotContain(GuardedHouse.Mark, heard.Body, StringComparison.Ordinal);
    }

    // What moves by itself: the age of an event, places in the stream, and who is still typing.
    [GeneratedRegex("""("age":\d+,?)|("(next_batch|prev_batch|start|end)":"[^"]*",?)""")]
    private static partial Regex Moving();

    [GeneratedRegex("/(logout|account/deactivate|account/password)")]
    private static partial Regex EndsFox();
}
