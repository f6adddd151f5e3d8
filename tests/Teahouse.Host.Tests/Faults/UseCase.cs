using System.Net;
using System.Text.Json;

namespace Teahouse.Host.Tests.Faults;

/// <summary>Something that people do and that is written down.</summary>
/// <param name="Name">What they do.</param>
/// <param name="Route">The route, as <see cref="UseCases.NamesOf"/> writes it, or the operator's command.</param>
/// <param name="Begin">Sets the scene, with a disk that works.</param>
internal sealed record UseCase(string Name, string Route, Func<Scene, Task<Deed>> Begin) {
    /// <summary>A request that might write and does not: what it changes lives in memory only.</summary>
    public bool WritesNothing { get; init; }

    /// <summary>Whoever only reads is answered although something cannot be written down.</summary>
    public bool IsAnsweredAllTheSame { get; init; }
}

/// <summary>What is done in a scene.</summary>
/// <param name="Ask">The request.</param>
/// <param name="Holds">Looks whether it is done, wholly and once, given the last answer.</param>
internal sealed record Deed(Func<Task<Answer>> Ask, Func<Answer, Task> Holds) {
    /// <summary>How somebody goes on who was told that it failed. Most ask the same again.</summary>
    public Func<Task<Answer>> AskAgain { get; init; } = Ask;

    /// <summary>What they may hear then when their first request was carried out after all.</summary>
    public string? OrHear { get; init; }
}

/// <summary>An answer of the house.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Text">The body.</param>
internal readonly record struct Answer(HttpStatusCode Status, string Text) {
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The name of the refusal, in either protocol.</summary>
    public string? Refusal => !Text.StartsWith('{') ? null
        : Json.TryGetProperty("errcode", out var errcode) ? errcode.GetString() : Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string this[string property] => Json.GetProperty(property).GetString()!;

    /// <summary>Insists on a success.</summary>
    public Answer Good() => IsSuccess ? this : throw new InvalidOperationException(ToString());

    public override string ToString() => $"{(int)Status} {Text}";

    public static async Task<Answer> Of(HttpResponseMessage response) {
        using (response) return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
