using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host.Tests.Wallet;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Disputes;
using Teahouse.Pay.Payees;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>Two people who are always there, and whatever one use case needs besides, with names of its own.</summary>
internal sealed class Scene(HouseInProcess house, Townsperson mei, Townsperson li, int number) : IDisposable {
    private readonly List<Townsperson> newcomers = [];
    private readonly List<(Townsperson Speaker, string Room)> rooms = [];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient anybody = house.Client();

    public Townsperson Mei => mei;

    public Townsperson Li => li;

    /// <summary>What the operator does.</summary>
    public PeopleOperator Operator => new(house.Database, house.Services.GetRequiredService<House>(), TimeProvider.System);

    /// <summary>What the operator says of payees.</summary>
    public PayeeOperator Payees => new(house.Database, TimeProvider.System);

    /// <summary>What the operator does about disputes.</summary>
    public DisputeOperator Disputes => new(house.Database, TimeProvider.System);

    /// <summary>What the operator does about the bank.</summary>
    public BankOperator Bank => new(house.Database, new(TownBank.Iban, "Teahouse Town", null), TimeProvider.System);

    /// <summary>A name that nothing in another scene has.</summary>
    public string Name(string what) => $"{what}{number}";

    /// <summary>Asks as somebody, or as nobody.</summary>
    public async Task<Answer> Ask(Townsperson? who, string method, string path, object? body = null) {
        if (who is not null) return await Answer.Of(await who.Send(method, path, body, Stop));
        using var request = new HttpRequestMessage(new(method), Whole(path));
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        return await Answer.Of(await anybody.SendAsync(request, Stop));
    }

    /// <summary>Asks the wallet, with a token of its own or with none, and with a key where something is to happen once.</summary>
    public async Task<Answer> AskWallet(string? token, string method, string path, object? body = null, Guid? key = null) {
        using var request = new HttpRequestMessage(new(method), "/pay/v1" + path);
        request.Headers.Host = $"pay.localhost:{house.Address.Port}";
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (key is { } once) request.Headers.Add("Idempotency-Key", once.ToString());
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        return await Answer.Of(await anybody.SendAsync(request, Stop));
    }

    /// <summary>Asks as somebody, with a key because it is to happen once.</summary>
    public async Task<Answer> AskOnce(Townsperson who, string path, object body, Guid key) {
        using var request = new HttpRequestMessage(HttpMethod.Post, Whole(path));
        request.Headers.Authorization = new("Bearer", who.AccessToken);
        request.Headers.Add("Idempotency-Key", key.ToString());
        request.Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        return await Answer.Of(await anybody.SendAsync(request, Stop));
    }

    /// <summary>Sends a file as Mei.</summary>
    public async Task<Answer> Upload(HttpMethod method, string path, byte[] bytes) {
        using var client = house.Client(mei.AccessToken);
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("image/png");
        return await Answer.Of(await client.SendAsync(request, Stop));
    }

    /// <summary>The file at an address.</summary>
    public async Task<byte[]> Download(string uri) {
        using var client = house.Client(mei.AccessToken);
        return await client.GetByteArrayAsync(new Uri(uri.Replace("mxc:/", "/_matrix/client/v1/media/download", StringComparison.Ordinal), UriKind.Relative), Stop);
    }

    /// <summary>What a query of numbers finds in the database.</summary>
    public Task<long> Count(string sql, params (string Name, object Value)[] parameters) => house.Database.Read(async connection => {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }, Stop);

    /// <summary>Changes the database behind the house's back.</summary>
    public Task Change(string sql, params (string Name, object? Value)[] parameters) => house.Database.Write(new Write(Statement.Do(sql, parameters)), Stop);

    /// <summary>What the operator's command comes to.</summary>
    public static async Task<Answer> Command<T>(Func<Task<T>> command) {
        try {
            return new(HttpStatusCode.OK, JsonSerializer.Serialize(new { result = await command() }));
        } catch (StorageFailedException) {
            return new(HttpStatusCode.ServiceUnavailable, """{"errcode":"M_UNKNOWN","retry_after_ms":1000}""");
        }
    }

    /// <summary>Somebody new, with a password.</summary>
    public async Task<Townsperson> Newcomer(string what = "newcomer") {
        var newcomer = await Townsperson.Register(house, Name(what), Stop);
        newcomers.Add(newcomer);
        return newcomer;
    }

    /// <summary>Somebody's further device.</summary>
    public async Task<Townsperson> Device(string handle) {
        var device = await Townsperson.SignIn(house, handle, Stop);
        newcomers.Add(device);
        return device;
    }

    /// <summary>Whom a session lets in.</summary>
    public Townsperson SignedIn(Answer session) {
        var person = Townsperson.Of(house, session.Good().Json);
        newcomers.Add(person);
        return person;
    }

    /// <summary>Whom a login token lets in.</summary>
    public async Task<Townsperson> SignedInWith(string loginToken) =>
        SignedIn(await Ask(null, "POST", "/login", new { type = "m.login.token", token = loginToken }));

    /// <summary>A passkey of this house.</summary>
    public Authenticator Passkey() => new() { Origin = house.Address.GetLeftPart(UriPartial.Authority) };

    /// <summary>A passkey of this house's wallet.</summary>
    public Authenticator PaymentPasskey() => new() { Host = "pay.localhost", Origin = $"http://pay.localhost:{house.Address.Port}" };

    /// <summary>A room with both in it.</summary>
    public async Task<string> Room() {
        var room = await RoomOf(mei, li.UserId);
        await Join(li, room);
        return room;
    }

    /// <summary>A room of somebody's, with others asked into it.</summary>
    public async Task<string> RoomOf(Townsperson creator, params string[] invite) => Takes(creator, await creator.CreateRoom(new { preset = "private_chat", invite }, Stop));

    /// <summary>That somebody can go on talking in a room belongs to the scene.</summary>
    public string Takes(Townsperson speaker, string room) {
        rooms.Add((speaker, room));
        return room;
    }

    public async Task Join(Townsperson person, string room) => (await Ask(person, "POST", $"/rooms/{Escaped(room)}/join", new { })).Good();

    public Task<string> Say(string room, string text = "tea?") => mei.Say(room, text, Name(text), Stop);

    /// <summary>All that stands in a room of a type and a state key.</summary>
    public async Task<Answer> State(string room, string type, string key = "") => await Ask(mei, "GET", $"/rooms/{Escaped(room)}/state/{type}/{Escaped(key)}");

    /// <summary>How somebody stands in a room, as Mei sees it.</summary>
    public async Task<string> Membership(string room, Townsperson person) => (await State(room, "m.room.member", person.UserId)).Good()["membership"];

    /// <summary>The events of a type in a room.</summary>
    public async Task<JsonElement[]> Events(string room, string type) =>
        [.. (await Ask(mei, "GET", $"/rooms/{Escaped(room)}/messages?dir=b&limit=100")).Good().Json.GetProperty("chunk").EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == type)];

    /// <summary>The proof of somebody by their password.</summary>
    public static object Proof(Townsperson person) => new {
        type = "m.login.password",
        identifier = new { type = "m.id.user", user = person.UserId },
        password = Townsperson.PasswordOf(person.UserId[1..person.UserId.IndexOf(':', StringComparison.Ordinal)]),
    };

    /// <summary>Demands that something becomes so by itself: what is known to all within a second, or is gone on with after a failure.</summary>
    public static async Task Soon(Func<Task<bool>> isSo) {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!await isSo()) {
            if (patience.IsCancellationRequested) throw new InvalidOperationException("It does not come to be so by itself.");
            await pace.WaitForNextTickAsync(Stop);
        }
    }

    /// <summary>The rooms take what is said next: what they remember is what is on disk.</summary>
    public async Task RoomsGoOn() {
        foreach (var (speaker, room) in rooms) await speaker.Say(room, "and on", Name("on"), Stop);
    }

    private static string Whole(string path) =>
        path.StartsWith("/people", StringComparison.Ordinal) || path.StartsWith("/_matrix", StringComparison.Ordinal) ? path : "/_matrix/client/v3" + path;

    public static string Escaped(string text) => Uri.EscapeDataString(text);

    public void Dispose() {
        foreach (var newcomer in newcomers) newcomer.Dispose();
        anybody.Dispose();
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;
}
