using System.Text.Json;
using System.Text.Json.Nodes;
using Teahouse.Storage;

namespace Teahouse.Host.Tests.Wallet;

public sealed class PayOpenApiTests {
    private static readonly string Committed = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../web/src/api/pay.openapi.json"));
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The wallet's types are made from the committed document. TEAHOUSE_WRITE_OPENAPI=1 writes it anew.</summary>
    [Fact]
    public async Task The_committed_document_says_what_the_wallets_API_is() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var served = JsonNode.Parse((await house.Nobody.Send("GET", "/openapi/pay.json")).Is(200).Body)!;
        if (Environment.GetEnvironmentVariable("TEAHOUSE_WRITE_OPENAPI") == "1") {
            await File.WriteAllTextAsync(Committed, served.ToJsonString(Indented) + "\n", TestContext.Current.CancellationToken);
        }
        // By what it says: how it is laid out is the formatter's affair.
        Assert.True(JsonNode.DeepEquals(served, JsonNode.Parse(await File.ReadAllTextAsync(Committed, TestContext.Current.CancellationToken))),
            "web/src/api/pay.openapi.json is stale. Write it anew: TEAHOUSE_WRITE_OPENAPI=1 dotnet run --project tests/Teahouse.Host.Tests -- -class Teahouse.Host.Tests.Wallet.PayOpenApiTests");
    }
}
