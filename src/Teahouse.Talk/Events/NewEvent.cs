using System.Text.Json;

namespace Teahouse.Talk.Events;

/// <summary>What somebody wants to say in a room.</summary>
/// <param name="Type">What kind of event.</param>
/// <param name="StateKey">Which piece of state it sets; null when none.</param>
/// <param name="Sender">Who says it.</param>
/// <param name="Content">What is said.</param>
internal sealed record NewEvent(string Type, string? StateKey, string Sender, JsonElement Content);
