using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Media;
using Teahouse.Talk.Sync;
using Teahouse.Talk.Typing;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Hosting;

/// <summary>
/// Talk behind a real HTTP server, in this process: the clock is the test's, and who somebody is stands in the request, so that a
/// test needs no sign-in. Rooms are rows that the test lays.
/// </summary>
internal sealed class TalkHost : IAsyncDisposable {
    private readonly TestDatabase test;
    private readonly WebApplication app;
    private readonly FakeInboxes inboxes;
    private long nextEvent;

    private TalkHost(TestDatabase test, WebApplication app, FakeInboxes inboxes) => (this.test, this.app, this.inboxes) = (test, app, inboxes);

    public Database Database => app.Services.GetRequiredService<Database>();

    public FakeTimeProvider Clock => (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    public string MediaPath => Path.Combine(test.Folder, "media");

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<TalkHost> Start(DatabaseKind kind) {
        var test = await TestDatabase.Create(kind, PeopleModule.Migrations, TalkModule.Migrations);
        var (app, inboxes) = await Run(test);
        return new(test, app, inboxes);
    }

    /// <summary>The same data under a new process, as it were. This one must have been stopped.</summary>
    public async Task<TalkHost> Restart() {
        await Stop();
        var (again, newInboxes) = await Run(test);
        return new(test, again, newInboxes) { nextEvent = nextEvent };
    }

    /// <summary>Somebody of this server, known to People.</summary>
    public async Task<Somebody> Person(string handle) {
        var person = new Person(PersonId.New(), $"@{handle}:localhost", "DEVICE", IsSuspended: false);
        await Database.Write(new Write(Statement.Do(
            "INSERT INTO people_person (person, handle, looks_like, passkey_user, created_at, version) VALUES (@id, @handle, @handle, @handle, 0, 0)",
            ("id", person.Id.Value), ("handle", handle))));
        return new(person, Client(person));
    }

    /// <summary>Somebody from before a restart.</summary>
    public Somebody As(Somebody before) => new(before.Person, Client(before.Person));

    /// <summary>A room with these people in it.</summary>
    public async Task<Room> Room(params Somebody[] joined) {
        var at = Interlocked.Increment(ref nextEvent);
        var roomId = $"!room{at}:localhost";
        var number = await Database.Write(new Write(1, pos => [Statement.Do(
            "INSERT INTO talk_room (room, room_id, version, events) VALUES (@pos, @roomId, '11', 0)", ("pos", pos), ("roomId", roomId))]));
        foreach (var somebody in joined) await SetMembership(new(number, roomId), somebody, "join");
        return new(number, roomId);
    }

    public Task SetMembership(Room room, Somebody somebody, string membership) =>
        Database.Write(new Write(1, pos => [Statement.Do(
            """
            INSERT INTO talk_member (room, user_id, person, membership, event_pos) VALUES (@room, @userId, @person, @membership, @pos)
            ON CONFLICT (room, user_id) DO UPDATE SET membership = excluded.membership, event_pos = excluded.event_pos
            """, ("room", room.Number), ("userId", somebody.UserId), ("person", somebody.Id.Value), ("membership", membership), ("pos", pos))]));

    /// <summary>Something that was said in a room.</summary>
    /// <returns>Its event id.</returns>
    public async Task<string> Event(Room room, string? relatesTo = null, string? relType = null) {
        var eventId = $"$event{Interlocked.Increment(ref nextEvent)}";
        await Database.Write(new Write(1, pos => [Statement.Do(
            """
            INSERT INTO talk_event (pos, room, event_id, type, sender, depth, ts, flags, relates_to, rel_type, pdu)
            VALUES (@pos, @room, @eventId, 'm.room.message', '@a:localhost', 1, 0, 0, @relatesTo, @relType, @pdu)
            """, ("pos", pos), ("room", room.Number), ("eventId", eventId), ("relatesTo", relatesTo), ("relType", relType), ("pdu", Array.Empty<byte>()))]));
        return eventId;
    }

    /// <summary>What Talk's parts say to somebody about a stretch of positions.</summary>
    public async Task<Told> Sync(Somebody somebody, Told? before = null, string filter = "{}", IReadOnlySet<string>? ignored = null, params Room[] newRooms) {
        var answer = new SyncAnswer();
        var until = await Database.Read(async connection => {
            var last = await Database.LastPosition(connection);
            var joined = (await connection.QueryAsync<(long Room, string RoomId)>(
                "SELECT m.room, r.room_id FROM talk_member m JOIN talk_room r ON r.room = m.room WHERE m.person = @person AND m.membership = 'join'",
                new { person = somebody.Id.Value })).ToDictionary(r => r.Room, r => r.RoomId);
            var window = new SyncWindow(somebody.Person, before?.Until ?? 0, last, Filter.Parse(JsonDocument.Parse(filter).RootElement), FullState: false) {
                Joined = joined,
                NewlyJoined = before is null ? joined.Keys.ToHashSet() : newRooms.Select(r => r.Number).ToHashSet(),
                Ignored = ignored ?? new HashSet<string>(),
                TypingSince = before?.Answer.TypingUntil ?? 0,
            };
            foreach (var part in app.Services.GetServices<ISyncPart>()) await part.Read(connection, window, answer);
            return last;
        }, CancellationToken.None);
        return new(answer, until);
    }

    /// <summary>Who was rung since the last call.</summary>
    public long[] TakeRings() => inboxes.TakeRings();

    public async Task Stop() {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync() {
        await Stop();
        await test.DisposeAsync();
    }

    private HttpClient Client(Person person) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 16, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) {
        BaseAddress = new Uri(app.Urls.First()),
        DefaultRequestHeaders = { { "Authorization", $"Bearer {person.Id}" }, { "X-Person", $"{person.Id} {person.UserId}" } },
    };

    private static async Task<(WebApplication, FakeInboxes)> Run(TestDatabase test) {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var inboxes = new FakeInboxes();
        var opened = await test.Open(PeopleModule.Migrations, TalkModule.Migrations);
        builder.Services.AddSingleton(_ => opened);
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)));
        builder.Services.AddSingleton(new House("localhost", new Uri("http://localhost:8008"), new Uri("http://pay.localhost:8008"), RegistrationRule.Open, RateLimits: false));
        builder.AddPeople();
        builder.AddTalk();
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddHostedService<TypingBell>();
        builder.Services.AddSingleton(new MediaFolder(Path.Combine(test.Folder, "media")));
        builder.Services.AddHostedService<SettleUploads>();
        builder.Services.AddSingleton(FakeGrains.Make());
        builder.Services.AddSingleton<GrainsOf<IInboxGrain>>(inboxes);
        var app = builder.Build();
        app.Use(Recognise);
        app.MapTalk();
        await app.StartAsync();
        return (app, inboxes);
    }

    private static async Task Recognise(HttpContext http, RequestDelegate next) {
        if (http.Request.Headers["X-Person"] is [{ } claimed] && claimed.Split(' ') is [var id, var userId]) {
            http.Features.Set(new Person(new(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)), userId, "DEVICE", IsSuspended: false));
        }
        try {
            await next(http);
        } catch (MatrixRefusalException refusal) {
            await refusal.Error.ExecuteAsync(http);
        } catch (Exception e) when (!http.Response.HasStarted) {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await http.Response.WriteAsync(e.ToString());
        }
    }
}

/// <summary>A room of a test.</summary>
internal sealed record Room(long Number, string Id);

/// <summary>What a sync said, and up to where.</summary>
internal sealed record Told(SyncAnswer Answer, long Until) {
    /// <summary>Global account data: type to content.</summary>
    public IReadOnlyDictionary<string, string> AccountData => ByType(Answer.AccountData);

    public IReadOnlyDictionary<string, string> AccountDataIn(Room room) => ByType(Answer.Rooms.GetValueOrDefault(room.Number)?.AccountData ?? []);

    public string[] EphemeralIn(Room room) => [.. (Answer.Rooms.GetValueOrDefault(room.Number)?.Ephemeral ?? []).Select(e => Encoding.UTF8.GetString(e))];

    // Throws when a type is told twice.
    private static Dictionary<string, string> ByType(IEnumerable<byte[]> events) =>
        events.Select(e => JsonDocument.Parse(e).RootElement).ToDictionary(e => e.GetProperty("type").GetString()!, e => e.GetProperty("content").GetRawText());
}

/// <summary>A person with a client.</summary>
internal sealed record Somebody(Person Person, HttpClient Http) {
    public PersonId Id => Person.Id;

    public string UserId => Person.UserId;

    /// <summary>Calls a path below /_matrix/client/v3 unless it begins with /_matrix, with JSON as text.</summary>
    public async Task<Answer> Call(string method, string path, string? body = null) {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith("/_matrix", StringComparison.Ordinal) ? path : "/_matrix/client/v3" + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A call that must succeed.</summary>
    public async Task<string> Do(string method, string path, string? body = null) {
        var answer = await Call(method, path, body);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{method} {path}: {answer.Status} {answer.Body}");
        return answer.Body;
    }

    /// <summary>A call that must be refused.</summary>
    public async Task Refused(int status, string code, string method, string path, string? body = null) {
        var answer = await Call(method, path, body);
        Assert.True(((int)answer.Status, answer.Code) == (status, code), $"{method} {path}: {status} {code} expected, {(int)answer.Status} came: {answer.Body}");
    }
}

/// <summary>An answer to a call.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body) {
    public string? Code => Body.StartsWith('{') && JsonDocument.Parse(Body).RootElement.TryGetProperty("errcode", out var code) ? code.GetString() : null;
}
