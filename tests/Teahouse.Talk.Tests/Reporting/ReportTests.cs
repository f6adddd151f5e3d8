using Dapper;
using Teahouse.Storage;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Reporting;

public sealed class ReportTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Reports_are_kept_and_tell_an_outsider_nothing(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, bao) = (await host.Person("mei"), await host.Person("bao"));
        var room = await host.Room(mei);
        var said = await host.Event(room);
        await Assert.ThrowsAnyAsync<Exception>(() => mei.Do("GET", $"/rooms/{room.Id}/report/{said}"));
        await bao.Refused(404, "M_NOT_FOUND", "POST", $"/rooms/{room.Id}/report/{said}", """{"reason":"x"}""");
        await mei.Refused(404, "M_NOT_FOUND", "POST", $"/rooms/{room.Id}/report/$nothing", """{"reason":"x"}""");
        await bao.Do("POST", $"/rooms/{room.Id}/report", """{"reason":"loud"}""");
        await bao.Do("POST", "/rooms/!nothing:localhost/report", """{"reason":"loud"}""");
        await bao.Do("POST", $"/users/{mei.UserId}/report", """{"reason":""}""");
        await bao.Do("POST", "/users/@nobody:localhost/report", """{"reason":"x"}""");
        await bao.Refused(400, "M_MISSING_PARAM", "POST", $"/rooms/{room.Id}/report", "{}");
        await bao.Refused(400, "M_MISSING_PARAM", "POST", $"/users/{mei.UserId}/report", "{}");
        await bao.Refused(400, "M_INVALID_PARAM", "POST", $"/users/{mei.UserId}/report", """{"reason":"\u0000"}""");
        await mei.Refused(400, "M_BAD_JSON", "POST", $"/rooms/{room.Id}/report/{said}", """{"reason":7}""");
        await mei.Refused(400, "M_INVALID_PARAM", "POST", $"/rooms/{room.Id}/report/{said}", $$"""{"reason":"{{new string('x', TalkLimits.ReportReasonCharsMax + 1)}}"}""");
        await mei.Do("POST", $"/rooms/{room.Id}/report/{said}", """{"score":-100}""");
        var kept = await host.Database.Read(c => c.QueryAsync<(long, string?, string?, string?, string?)>(
            "SELECT person, room_id, event_id, user_id, reason FROM talk_report ORDER BY report"), TestContext.Current.CancellationToken);
        Assert.Equal([(bao.Id.Value, room.Id, null, null, "loud"), (bao.Id.Value, null, null, mei.UserId, ""), (mei.Id.Value, room.Id, said, null, null)], kept);
    }
}
