using Teahouse.Storage;
using Teahouse.Talk.Tests.Hosting;

namespace Teahouse.Talk.Tests.Presence;

public sealed class PresenceTests {
    [Fact]
    public async Task Presence_is_taken_and_everybody_is_offline() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        await mei.Do("PUT", $"/presence/{mei.UserId}/status", """{"presence":"online","status_msg":"here"}""");
        Assert.Equal("""{"presence":"offline"}""", await li.Do("GET", $"/presence/{mei.UserId}/status"));
        await li.Refused(403, "M_FORBIDDEN", "PUT", $"/presence/{mei.UserId}/status", """{"presence":"online"}""");
        await li.Refused(400, "M_INVALID_PARAM", "PUT", $"/presence/{li.UserId}/status", """{"presence":"dancing"}""");
        await li.Refused(400, "M_MISSING_PARAM", "PUT", $"/presence/{li.UserId}/status", "{}");
        await li.Refused(404, "M_NOT_FOUND", "GET", "/presence/@nobody:localhost/status");
    }
}
