using System.Text.Json;
using Dapper;
using Teahouse.Host.Tests.BadInput;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Tallies;
using Teahouse.Storage;

namespace Teahouse.Host.Tests.Guard;

/// <summary>
/// A house in which Mei has one of everything, marked so that it is known again wherever it turns up; Li was in her room and left
/// before the last word; Fox never was. Each test walks all routes of the running server: one that is added is walked by itself.
/// </summary>
public sealed class GuardedHouse : IAsyncLifetime {
    /// <summary>Stands in all that is Mei's alone, or her room's.</summary>
    internal const string Mark = "tieguanyin";

    /// <summary>Stands in what was said after Li had left.</summary>
    internal const string LateMark = "pu-erh";

    private const string Room = "_matrix/client/v3/rooms/";
    private AttackedHouse? house;

    internal AttackedHouse House => house!;

    internal HttpClient Http { get; private set; } = null!;

    internal IReadOnlyList<Door> Doors { get; private set; } = [];

    internal Caller Mei { get; private set; } = null!;

    internal Caller Li { get; private set; } = null!;

    internal Caller Fox { get; private set; } = null!;

    /// <summary>Mei's things, by the names that routes give them.</summary>
    internal IReadOnlyDictionary<string, string> Belongings { get; private set; } = new Dictionary<string, string>();

    /// <summary>The address of her picture, which is all that it takes to fetch it.</summary>
    internal string Media => $"/_matrix/client/v1/media/download/localhost/{Belongings["mediaId"]}";

    public async ValueTask InitializeAsync() {
        house = await AttackedHouse.Open(DatabaseKind.Sqlite);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
        Doors = Door.Of(house);
        Mei = await Caller.Register(Http, "mei");
        Li = await Caller.Register(Http, "li");
        Fox = await Caller.Register(Http, "fox");
        await Furnish();
    }

    public async ValueTask DisposeAsync() {
        Http.Dispose();
        if (house is not null) await house.DisposeAsync();
    }

    /// <summary>Somebody else who never was anywhere.</summary>
    internal Task<Caller> AnotherFox(int number) => Caller.Register(Http, $"fox{number}");

    private async Task Furnish() {
        var room = (await Mei.Do("POST", "createRoom", new {
            preset = "private_chat", name = Mark, topic = Mark, room_alias_name = "leaves", invite = new[] { Li.UserId },
        })).GetProperty("room_id").GetString()!;
        var at = "/" + Room + Uri.EscapeDataString(room);
        await Li.Do("POST", $"{at}/join", new { });
        await Say(at, "before", Mark);
        await Li.Do("POST", $"{at}/leave", new { });
        var said = await Say(at, "after", $"{Mark} {LateMark}");
        await Mei.Do("PUT", $"{at}/state/m.room.topic", new { topic = $"{Mark} {LateMark}" });
        await Mei.Do("PUT", $"{at}/send/m.room.message/thread", Related(said, "m.thread"));
        await Mei.Do("POST", $"{at}/receipt/m.read/{Uri.EscapeDataString(said)}", new { });
        await Mei.Do("PUT", $"{at}/typing/{Mei.UserId}", new { typing = true, timeout = 100_000 });
        var own = $"user/{Mei.UserId}";
        await Mei.Do("PUT", $"{own}/account_data/org.example.tea", new { leaves = Mark });
        await Mei.Do("PUT", $"{own}/rooms/{room}/account_data/org.example.tea", new { leaves = Mark });
        await Mei.Do("PUT", $"{own}/rooms/{room}/tags/u.tea", new { order = 0.5 });
        var filter = await Mei.Do("POST", $"{own}/filter", new { room = new { timeline = new { types = new[] { Mark } } } });
        await Mei.Do("PUT", "pushrules/global/content/tea", new { pattern = Mark, actions = new[] { "notify" } });
        await Mei.Do("PUT", $"devices/{Mei.DeviceId}", new { display_name = Mark });
        var version = await BackUp(room);
        Belongings = new Dictionary<string, string> {
            ["roomId"] = room, ["roomIdOrAlias"] = room, ["roomAlias"] = "#leaves:localhost", ["userId"] = Mei.UserId, ["eventId"] = said,
            ["deviceId"] = Mei.DeviceId, ["eventType"] = "m.room.topic", ["stateKey"] = "", ["txnId"] = "after", ["type"] = "org.example.tea",
            ["filterId"] = filter.GetProperty("filter_id").GetString()!, ["version"] = version, ["sessionId"] = "session", ["keyName"] = "displayname",
            ["kind"] = "content", ["ruleId"] = "tea", ["tag"] = "u.tea", ["serverName"] = "localhost", ["mediaId"] = await Upload(),
            ["fileName"] = "tea.png", ["receiptType"] = "m.read", ["relType"] = "m.thread", ["stage"] = "org.teahouse.passkey",
            ["id"] = await NoticeAndPasskey(), ["code"] = "lastWayIn", ["documentName"] = "v1",
            ["cardId"] = await Packet(room), ["tallyId"] = await Tally(room), ["month"] = "2026-11", ["number"] = "1", ["photo"] = "0",
        };
    }

    private async Task<string> Say(string at, string once, string words) =>
        (await Mei.Do("PUT", $"{at}/send/m.room.message/{once}", new { msgtype = "m.text", body = words })).GetProperty("event_id").GetString()!;

    private static Dictionary<string, object> Related(string to, string how) => new() {
        ["msgtype"] = "m.text", ["body"] = $"{Mark} {LateMark}", ["m.relates_to"] = new { rel_type = how, event_id = to },
    };

    private async Task<string> BackUp(string room) {
        var version = (await Mei.Do("POST", "room_keys/version", new {
            algorithm = "m.megolm_backup.v1.curve25519-aes-sha2", auth_data = new { public_key = Mark, signatures = new { } },
        })).GetProperty("version").GetString()!;
        await Mei.Do("PUT", $"room_keys/keys/{room}/session?version={version}",
            new { first_message_index = 0, forwarded_count = 0, is_verified = true, session_data = new { ciphertext = Mark, ephemeral = "e", mac = "m" } });
        return version;
    }

    private async Task<string> Upload() {
        var heard = await Mei.Send("POST", "/_matrix/media/v3/upload?filename=tea.txt", System.Text.Encoding.UTF8.GetBytes(Mark));
        return JsonElement.Parse(heard.Body).GetProperty("content_uri").GetString()!.Split('/')[^1];
    }

    /// <summary>A new password leaves a notice; a passkey has the same name, because routes call both of them id.</summary>
    private async Task<string> NoticeAndPasskey() {
        await Mei.Do("POST", "account/password", new { new_password = Mei.Password, logout_devices = false, auth = Mei.Proof });
        var id = (await Mei.Do("GET", "/people/v1/me")).GetProperty("notices")[0].GetProperty("id").GetString()!;
        await house!.Database.Write(new Write(Statement.Do(
            """
            INSERT INTO people_passkey (credential, id, person, name, public_key, sign_count, transports, flags, created_at)
            SELECT @key, @id, person, @name, @key, 0, '', 0, 0 FROM people_person WHERE handle = 'mei'
            """, ("id", id), ("name", Mark), ("key", new byte[] { 1 }))), TestContext.Current.CancellationToken);
        return id;
    }

    // Of somebody who is not there: only who is in the room hears what it is for.
    private async Task<string> Tally(string room) {
        var person = await house!.Database.Read(c => c.ExecuteScalarAsync<long>("SELECT person FROM people_person WHERE handle = 'mei'"), TestContext.Current.CancellationToken);
        var tally = new Tally(Guid.NewGuid(), room, person, Guid.NewGuid(), 156, 20, Mark, 0, long.MaxValue, false, [new(0, 1, 20, null, 0, TallyPartState.Asked)]);
        await house.Database.Write(TallyStore.Make(tally), TestContext.Current.CancellationToken);
        return tally.Id.ToString();
    }

    // Without money: nobody but those in the room shall hear of it.
    private async Task<string> Packet(string room) {
        var person = await house!.Database.Read(c => c.ExecuteScalarAsync<long>("SELECT person FROM people_person WHERE handle = 'mei'"), TestContext.Current.CancellationToken);
        var card = new Card(Guid.NewGuid(), CardKind.EqualPacket, room, person, Guid.NewGuid(), Guid.NewGuid(), 156, 20, null, 0, long.MaxValue) {
            Parts = [new(0, null, 10, Guid.NewGuid(), 0, PartState.Open), new(1, null, 10, Guid.NewGuid(), 0, PartState.Open)],
        };
        await house.Database.Write(CardStore.Make(card).And(new(CardStore.Becomes(card, CardState.Open, CardEnding.None))), TestContext.Current.CancellationToken);
        return card.Id.ToString();
    }
}
