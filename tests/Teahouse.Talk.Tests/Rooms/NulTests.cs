using System.Net;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Rooms;

/// <summary>A NUL in what is asked for: PostgreSQL takes none in any text, and nothing has such a name.</summary>
public sealed class NulTests {
    private const string Nul = "!a\0b:localhost";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_cannot_be_is_not_found(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var room = $"/rooms/{Uri.EscapeDataString(await mei.CreateRoom(new { preset = "private_chat" }, Stop))}";
        (string Method, string Path, object Body)[] asked = [
            ("PUT", "/directory/room/%23tea%3Alocalhost", new { room_id = Nul }),
            ("POST", $"{room}/read_markers", new Dictionary<string, object> { ["m.read"] = "$a\0b" }),
            ("POST", $"{room}/invite", new { user_id = "@a\0b:localhost" }),
            ("POST", $"{room}/kick", new { user_id = "@a\0b:localhost" }),
        ];
        foreach (var (method, path, body) in asked) Assert.InRange((await mei.Refused(method, path, body, Stop)).Status, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        await mei.Call("POST", "/user_directory/search", new { search_term = "a\0b" }, Stop);
        var moved = await mei.CreateRoom(new { preset = "private_chat", creation_content = new { predecessor = new { room_id = Nul, event_id = "$a" } } }, Stop);
        Assert.NotEmpty(moved);
    }
}
