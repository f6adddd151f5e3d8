using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Teahouse.Bench.Baselines;

/// <summary>What a message looks like to a server that does nothing with it.</summary>
internal sealed record BareMessage(string Msgtype, string Body);

/// <summary>What it answers.</summary>
internal sealed record BareAnswer(string EventId);

/// <summary>The least that ASP.NET Core does for a JSON POST: the ceiling of everything that speaks HTTP here.</summary>
internal static partial class BareServer {
    /// <summary>Serves until the process is ended.</summary>
    public static async Task Run(int port) {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", $"http://127.0.0.1:{port}");
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, BareJson.Default));
        var app = builder.Build();
        app.MapPost("/bare", (BareMessage message) => TypedResults.Ok(new BareAnswer($"${message.Body.Length}")));
        app.MapGet("/bare", () => TypedResults.Ok(new BareAnswer("$0")));
        await app.RunAsync();
    }

    [JsonSerializable(typeof(BareMessage)), JsonSerializable(typeof(BareAnswer))]
    private sealed partial class BareJson : JsonSerializerContext;
}
