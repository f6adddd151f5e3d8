using System.Text.Json;
using System.Text.RegularExpressions;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>Everything that one person can see in a house, as text: before and after a restart it is the same.</summary>
internal static partial class Sight {
    private static readonly string[] Own = ["/sync?timeout=0", "/joined_rooms", "/devices", "/pushrules/", "/people/v1/me", "/people/v1/passkeys"];

    /// <summary>What a person sees.</summary>
    public static async Task<IReadOnlyList<string>> Of(HouseInProcess house, Townsperson person) {
        using var client = house.Client(person.AccessToken);
        var seen = new List<string>();
        foreach (var path in Own) seen.Add(await Read(path));
        var rooms = JsonElement.Parse(await Read("/joined_rooms")).GetProperty("joined_rooms").EnumerateArray().Select(r => Uri.EscapeDataString(r.GetString()!));
        foreach (var room in rooms.Order(StringComparer.Ordinal)) {
            foreach (var part in (string[])["state", "members", "joined_members", "messages?dir=b&limit=100"]) seen.Add(await Read($"/rooms/{room}/{part}"));
        }
        return seen;

        async Task<string> Read(string path) {
            var whole = path.StartsWith("/people", StringComparison.Ordinal) ? path : "/_matrix/client/v3" + path;
            using var answer = await client.GetAsync(new Uri(whole, UriKind.Relative), Scene.Stop);
            return Passing().Replace(await answer.Content.ReadAsStringAsync(Scene.Stop), "");
        }
    }

    // How long ago something was changes by itself, and who is typing begins anew with each start.
    [GeneratedRegex("""\"age\":\d+,?|,"age":\d+|(?<="next_batch":"s\d+)_\d+""")]
    private static partial Regex Passing();
}
