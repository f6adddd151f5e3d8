using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

/// <summary>The real program: the operator types beside a running server.</summary>
public sealed class OperatorTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_operator_types_holds_in_the_running_server_within_a_second(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--registration", "token");
        using var anyone = server.Client();
        var invitation = await Typed(server, "people", "invite");
        var (status, person) = await Register(anyone, "lantern", invitation);
        Assert.Equal(200, status);
        Assert.Equal(401, (await Register(anyone, "kettle", invitation)).Status);
        using var lantern = server.Client(person.GetProperty("access_token").GetString());

        await Typed(server, "people", "suspend", "lantern", "--reason", "a test");
        Assert.Equal(403, await Becomes(403, () => Named(lantern)));
        await Typed(server, "people", "unsuspend", "@lantern");
        Assert.Equal(200, await Becomes(200, () => Named(lantern)));

        var link = await Typed(server, "people", "let-in", "lantern");
        Assert.Equal(401, await Becomes(401, () => Named(lantern)));
        var letIn = await anyone.PostAsJsonAsync("/people/v1/let-in", new { token = link[(link.LastIndexOf('/') + 1)..] }, Stop);
        Assert.Equal(200, (int)letIn.StatusCode);
        Assert.Equal(403, (int)(await anyone.PostAsJsonAsync("/people/v1/let-in", new { token = link[(link.LastIndexOf('/') + 1)..] }, Stop)).StatusCode);

        var (exit, _, errors) = await server.Command("people", "suspend", "nobody", "--reason", "a test");
        Assert.Equal((1, "There is nobody called nobody here."), (exit, errors.Trim()));
    }

    private static async Task<string> Typed(TownServer server, params string[] words) {
        var (exit, output, errors) = await server.Command(words);
        Assert.True(exit == 0, errors);
        return output.Trim();
    }

    private static async Task<(int Status, JsonElement Body)> Register(HttpClient client, string username, string token) {
        var answer = await client.PostAsJsonAsync("/_matrix/client/v3/register", new {
            username, password = "green leaves", auth = new { type = "m.login.registration_token", token },
        }, Stop);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }

    private static async Task<int> Named(HttpClient client) => (int)(await client.PutAsJsonAsync(
        "/_matrix/client/v3/profile/@lantern:localhost/displayname", new { displayname = "Lan" }, Stop)).StatusCode;

    /// <summary>Asks until the answer is the one, for a second: the longest that a revocation may take.</summary>
    private static async Task<int> Becomes(int wanted, Func<Task<int>> ask) {
        var asked = Stopwatch.StartNew();
        int status;
        do status = await ask(); while (status != wanted && asked.Elapsed < TimeSpan.FromSeconds(1));
        return status;
    }
}
