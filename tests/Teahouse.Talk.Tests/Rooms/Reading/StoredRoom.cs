using System.Text.Json;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Tests.Events;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Rooms.Reading;

/// <summary>A room in a database, made of the same decisions and rows as a room's grain makes, with a clock of its own: one second an event.</summary>
internal sealed class StoredRoom : IAsyncDisposable {
    public static readonly Person Mei = new(new(1), "@mei:localhost", "MEI", false);
    public static readonly Person Li = new(new(2), "@li:localhost", "LI", false);
    public static readonly Person Wu = new(new(3), "@wu:localhost", "WU", false);

    private readonly TestDatabase files;
    private readonly RoomMemory memory;
    private long now;

    private StoredRoom(TestDatabase files, Database database, RoomMemory memory) => (this.files, Database, this.memory) = (files, database, memory);

    public Database Database { get; }

    /// <summary>SQLite's file.</summary>
    public string File => Path.Combine(files.Folder, "teahouse.db");

    public string RoomId => memory.RoomId;

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(now);

    /// <summary>Makes a public room in which Mei and Li are.</summary>
    public static async Task<StoredRoom> Create(DatabaseKind kind, string visibility = "shared") {
        var files = await TestDatabase.Create(kind, TalkModule.Migrations);
        var database = await files.Open(TalkModule.Migrations);
        var memory = new RoomMemory(RoomVersion.V11, "!tea:localhost");
        var create = EventBuilder.Build(RoomVersion.V11, memory.RoomId, new("m.room.create", "", Mei.UserId, TestRoom.Json("{}")), [], [], 1, 0, TestRoom.Key);
        memory.Add(create, null);
        var room = new StoredRoom(files, database, memory);
        var plan = new RoomPlan(memory.Version.Name, Mei.Id, create.Bytes, [], Alias: null, IsPublished: false);
        memory.IsNumbered(await database.Write(RoomWrite.Create(plan, memory.RoomId, memory.Version, [new(create, null, null, null)], 0)));
        await room.Member(Mei, "join");
        await room.State(Mei, "m.room.power_levels", $$"""{"users":{"{{Mei.UserId}}":100} }""");
        await room.State(Mei, "m.room.join_rules", """{"join_rule":"public"}""");
        await room.State(Mei, "m.room.history_visibility", $$"""{"history_visibility":"{{visibility}}"}""");
        await room.Member(Li, "join");
        return room;
    }

    /// <summary>Somebody says something; it has to be allowed.</summary>
    public async Task<StoredEvent> Say(Person person, string type, string? stateKey, string content, Person? target = null) {
        var json = TestRoom.Json(content);
        var saying = Saying.Of(person.UserId, type, stateKey, json) with { Target = target?.Id };
        var redacts = type == EventTypes.Redaction ? (await Read(c => RoomReader.Event(c, memory.Number, json.GetProperty("redacts").GetString()!)))!.Pdu : null;
        now += 1_000;
        var decision = RoomDecision.On(memory, saying, json, redacts, now, TestRoom.Key);
        Assert.Null(decision.Refusal);
        var basedOn = memory.Events;
        memory.Add(decision.Placed!.Pdu, target?.Id);
        var position = await Database.Write(RoomWrite.Say(memory.Number, basedOn, decision.Placed, null, now));
        return new(position, memory.Number, decision.Placed.Pdu, null);
    }

    public Task<StoredEvent> Message(Person person, string body) =>
        Say(person, "m.room.message", null, $$"""{"msgtype":"m.text","body":{{JsonSerializer.Serialize(body)}} }""");

    public Task<StoredEvent> Relate(Person person, StoredEvent to, string relType, string more = "", string type = "m.room.message") =>
        Say(person, type, null, $$"""{"m.relates_to":{"rel_type":"{{relType}}","event_id":"{{to.Pdu.EventId}}"}{{more}} }""");

    public Task<StoredEvent> Edit(Person person, StoredEvent of, string body, string type = "m.room.message") =>
        Relate(person, of, "m.replace", $$""","body":"* {{body}}","m.new_content":{"body":"{{body}}"}""", type);

    public Task<StoredEvent> Member(Person person, string membership, Person? by = null) =>
        Say(by ?? person, "m.room.member", person.UserId, $$"""{"membership":"{{membership}}"}""", person);

    public Task<StoredEvent> State(Person person, string type, string content) => Say(person, type, "", content);

    public Task<StoredEvent> Redact(Person person, StoredEvent target) => Say(person, "m.room.redaction", null, $$"""{"redacts":"{{target.Pdu.EventId}}"}""");

    /// <summary>From now on the person ignores these.</summary>
    public Task Ignore(Person person, params Person[] ignored) => Database.Write(new(1, position => [Statement.Do(
        "INSERT INTO talk_account_data (person, room, type, content, pos) VALUES (@person, 0, 'm.ignored_user_list', @content, @pos)",
        ("person", person.Id.Value), ("pos", position),
        ("content", JsonSerializer.Serialize(new { ignored_users = ignored.ToDictionary(i => i.UserId, _ => new { }) })))]));

    public Task<T> Read<T>(Func<System.Data.Common.DbConnection, Task<T>> query) => Database.ReadSnapshot(query, TestContext.Current.CancellationToken);

    /// <summary>An event as a person gets it.</summary>
    public async Task<JsonElement> Seen(Person person, StoredEvent stored) => JsonElement.Parse((await Read(async connection => {
        var current = await RoomReader.Event(connection, stored.Room, stored.Pdu.EventId);
        return await EventRenderer.Render(connection, person, [current!], Now, withRoomId: true);
    }))[0]);

    /// <summary>What stands under m.relations of an event as a person gets it; null when nothing does.</summary>
    public async Task<JsonElement?> Relations(Person person, StoredEvent stored) =>
        (await Seen(person, stored)).GetProperty("unsigned").TryGetProperty("m.relations", out var relations) ? relations : null;

    public async ValueTask DisposeAsync() {
        await Database.DisposeAsync();
        await files.DisposeAsync();
    }
}
