using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

/// <summary>People alone, behind a real Kestrel, with a clock that the test owns.</summary>
internal sealed class PeopleHouse : IAsyncDisposable {
    private readonly TestDatabase files;
    private readonly WebApplication app;

    private PeopleHouse(TestDatabase files, Database database, WebApplication app, FakeTimeProvider clock, Changes changes, LogBook log) =>
        (this.files, Database, this.app, Clock, Changes, Log) = (files, database, app, clock, changes, log);

    public const string Url = "http://localhost:8008";

    public Database Database { get; }

    public FakeTimeProvider Clock { get; }

    public Changes Changes { get; }

    public LogBook Log { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<PeopleHouse> Open(
        DatabaseKind kind = DatabaseKind.Sqlite, RegistrationRule registration = RegistrationRule.Open, bool rateLimits = false) {
        var files = await TestDatabase.Create(kind, PeopleModule.Migrations);
        var database = await files.Open(PeopleModule.Migrations);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        var changes = new Changes();
        var log = new LogBook();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(database).AddSingleton<TimeProvider>(clock).AddSingleton<IPersonChanges>(changes);
        builder.Services.AddSingleton(new House("localhost", new Uri(Url), new Uri("http://pay.localhost:8008"), registration, rateLimits));
        builder.AddPeople();
        var app = builder.Build();
        app.UseRouting();
        app.UsePeople();
        app.MapPeople();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PeopleHouse(files, database, app, clock, changes, log);
    }

    /// <summary>The same database as another process sees it: the operator at the command line.</summary>
    public async Task Beside(Func<PeopleOperator, Task> act) {
        await using var other = await files.Open(PeopleModule.Migrations);
        await act(new PeopleOperator(other, Services.GetRequiredService<House>(), Clock));
    }

    public async Task<Answer> Send(HttpMethod method, string path, object? body = null, string? token = null, string? raw = null) {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (raw is not null) request.Content = new StringContent(raw, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body, options: Json);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, text, response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value)), response.Content.Headers.ContentType?.MediaType);
    }

    public Task<Answer> Get(string path, string? token = null) => Send(HttpMethod.Get, path, token: token);

    public Task<Answer> Post(string path, object? body = null, string? token = null) => Send(HttpMethod.Post, path, body ?? new { }, token);

    public Task<Answer> Put(string path, object body, string? token = null) => Send(HttpMethod.Put, path, body, token);

    /// <summary>Somebody who has registered with a password.</summary>
    public async Task<Resident> Register(string handle, string password = "green leaves", bool refreshes = false) {
        var answer = (await Post("/_matrix/client/v3/register", new {
            username = handle, password, refresh_token = refreshes, auth = new { type = "m.login.dummy" },
        })).Is(200);
        return new Resident(
            answer.Text("user_id"), answer.Text("device_id"), answer.Text("access_token"), password, refreshes ? answer.Text("refresh_token") : null);
    }

    public Task<Answer> Login(string user, string password, object? more = null) => Post("/_matrix/client/v3/login", Merge(new {
        type = "m.login.password", identifier = new { type = "m.id.user", user }, password,
    }, more));

    /// <summary>The answer to user-interactive auth by password.</summary>
    public static object ByPassword(Resident person) => new {
        type = "m.login.password", identifier = new { type = "m.id.user", user = person.UserId }, password = person.Password,
    };

    public static Dictionary<string, object?> Merge(params object?[] parts) => parts.Where(p => p is not null)
        .SelectMany(p => JsonSerializer.SerializeToElement(p).EnumerateObject()).ToDictionary(p => p.Name, p => (object?)p.Value);

    public async ValueTask DisposeAsync() {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Database.DisposeAsync();
        await files.DisposeAsync();
    }

    private static readonly JsonSerializerOptions Json = new();
}

/// <summary>Somebody who lives in the house, and one of their devices.</summary>
internal sealed record Resident(string UserId, string DeviceId, string Token, string Password, string? RefreshToken);

/// <summary>An answer of the server.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, Dictionary<string, string> Headers, string? MediaType) {
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    public Answer Is(int status) {
        Assert.True((int)Status == status, $"{(int)Status} instead of {status}: {Body}");
        return this;
    }

    public Answer IsRefused(int status, string errcode) {
        Is(status);
        Assert.Equal(errcode, Text("errcode"));
        Assert.NotEmpty(Text("error"));
        return this;
    }

    public Answer IsProblem(int status, string code) {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, Text("code"));
        Assert.Equal($"/docs/errors/{code}", Text("type"));
        return this;
    }

    /// <summary>The stages that user-interactive auth offers.</summary>
    public string[] Stages() {
        Is(401);
        return [.. Json.GetProperty("flows").EnumerateArray().Select(f => Assert.Single(f.GetProperty("stages").EnumerateArray()).GetString()!)];
    }
}

/// <summary>What another module hears; its writes take positions, to see that they are its own.</summary>
internal sealed class Changes : IPersonChanges {
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>Whose departure fails.</summary>
    public string? Stuck { get; set; }

    public Write DevicesEnding(PersonId person, string userId, IReadOnlyCollection<string> deviceIds) =>
        new(deviceIds.Count, first => [.. deviceIds.Select((d, i) => Statement.Do(
            "INSERT INTO people_revocation (position, person, at) VALUES (@position, 7, 0)", ("position", first + i)))]);

    public Task DevicesEnded(PersonId person, string userId, IReadOnlyCollection<string> deviceIds, long firstPosition, CancellationToken stop) =>
        Hear($"ended {userId} {string.Join(' ', deviceIds.Order())} at {firstPosition}");

    public Task DeviceRenamed(PersonId person, string userId, CancellationToken stop) => Hear($"renamed {userId}");

    public Task ProfileChanged(PersonId person, string userId, Profile profile, CancellationToken stop) =>
        Hear($"profile {userId} {profile.DisplayName} {profile.AvatarUrl}");

    public Task Deactivated(PersonId person, string userId, bool erase, CancellationToken stop) =>
        userId == Stuck ? throw new InvalidOperationException("A room does not answer.") : Hear($"deactivated {userId} {erase}");

    private Task Hear(string what) {
        Heard.Enqueue(what);
        return Task.CompletedTask;
    }
}

/// <summary>Everything that is logged, down to the last trace line.</summary>
internal sealed class LogBook : ILoggerProvider, ILogger {
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose() { }
}
