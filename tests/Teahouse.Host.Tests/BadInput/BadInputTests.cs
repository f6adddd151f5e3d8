using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>
/// Strangers send what they like to every operation. The seed is fixed, so that a failure comes again; another one, or a longer
/// walk, by TEAHOUSE_FUZZ_SEED and TEAHOUSE_FUZZ_SECONDS (CONTRIBUTING.md).
/// </summary>
[Collection(nameof(Alone))]
public sealed class BadInputTests {
    private const int Seed = 20_261_126;
    private const int Seconds = 20;
    private const int HeapGrowthMebibytesMax = 64;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Whatever_is_sent_to_whatever_operation_is_answered_with_a_reason(DatabaseKind kind) {
        var stop = TestContext.Current.CancellationToken;
        await using var house = await AttackedHouse.Open(kind);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = house.Address, Timeout = AnswerWithin };
        var siege = new Siege(house, http, await Town.Settle(http, stop), Setting("TEAHOUSE_FUZZ_SEED", Seed));
        var seconds = Setting("TEAHOUSE_FUZZ_SECONDS", Seconds);

        await siege.GoOn(TimeSpan.FromSeconds(seconds / 4.0), stop);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await siege.GoOn(TimeSpan.FromSeconds(seconds * 3 / 4.0), stop);
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) >> 20;

        TestContext.Current.SendDiagnosticMessage($"{kind}: {siege.Told}; the heap grew by {grown} MiB.");
        Assert.True(grown < HeapGrowthMebibytesMax, $"{siege.Told}: the heap grew by {grown} MiB.");
        Assert.Empty(house.Errors);
        Assert.True(await siege.Town.Talks(stop), "The server no longer serves.");
    }

    [Fact]
    public async Task Who_is_signed_out_by_a_request_that_bears_no_token_is_followed_by_somebody_new() {
        var stop = TestContext.Current.CancellationToken;
        await using var house = await AttackedHouse.Open(DatabaseKind.Sqlite);
        using var http = new HttpClient { BaseAddress = house.Address, Timeout = AnswerWithin };
        var town = await Town.Settle(http, stop);
        var somebody = town.Person(new Random(0));
        using var answer = await http.PostAsJsonAsync("/_matrix/client/v3/login", new {
            type = "m.login.password", device_id = somebody.DeviceId, password = $"tea for {somebody.UserId[1..4]}, please", identifier = new { type = "m.id.user", user = somebody.UserId },
        }, stop);
        answer.EnsureSuccessStatusCode();

        await town.MakeRooms(stop);

        Assert.NotEqual(somebody.UserId, town.Person(new Random(0)).UserId);
    }

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : fallback;
}

/// <summary>Looks at the heap of this process, so nothing else may run in it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
