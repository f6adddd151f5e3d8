using System.Net.ServerSentEvents;
using System.Text.Json;
using Teahouse.Host.Tests.Guard;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>An open wallet that hears what happens: while it is there, its owner's phone is online.</summary>
internal sealed class OpenStream : IAsyncDisposable {
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage answer;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private OpenStream(HttpResponseMessage answer, Stream body) => (this.answer, items) = (answer, SseParser.Create(body).EnumerateAsync(Stop).GetAsyncEnumerator(Stop));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens one, which has said hello: from now on nothing goes unheard.</summary>
    public static async Task<OpenStream> Of(Caller wallet) {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pay/v1/events");
        request.Headers.Authorization = new("Bearer", wallet.Token);
        request.Headers.Host = $"pay.localhost:{wallet.Http.BaseAddress!.Port}";
        var answer = await wallet.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        var stream = new OpenStream(answer, await answer.Content.ReadAsStreamAsync(Stop));
        await stream.Next("hello");
        return stream;
    }

    /// <summary>The next of a kind; all others before it are passed over.</summary>
    public async Task<JsonElement> Next(string kind) => (await NextOf(kind)).Said;

    /// <summary>The next of some kinds; all others before it are passed over.</summary>
    public async Task<(string Kind, JsonElement Said)> NextOf(params string[] kinds) {
        while (await items.MoveNextAsync().AsTask().WaitAsync(Patience, TimeProvider.System, Stop)) {
            if (kinds.Contains(items.Current.EventType)) return (items.Current.EventType, JsonElement.Parse(items.Current.Data));
        }
        throw new InvalidOperationException($"The stream ended before it said '{string.Join("' or '", kinds)}'.");
    }

    /// <summary>Whether the stream has ended, once it says nothing more of any kind.</summary>
    public async Task<bool> Ends() {
        while (await items.MoveNextAsync().AsTask().WaitAsync(Patience, TimeProvider.System, Stop)) { }
        return true;
    }

    public ValueTask DisposeAsync() {
        answer.Dispose();
        return ValueTask.CompletedTask;
    }
}
