using System.Text.Json;

namespace Teahouse.Talk.Push;

/// <summary>A person's push rules, compiled: says what an event means for that person. Safe to share between threads.</summary>
internal sealed class PushEvaluator {
    /// <summary>The rules of everybody who has edited none.</summary>
    public static readonly PushEvaluator OfDefaults = new(PushRuleset.Default(""));

    private readonly Compiled[] rules;

    /// <summary>Compiles the enabled rules, most important first.</summary>
    public PushEvaluator(PushRuleset ruleset) =>
        rules = [.. PushRuleset.KindsInOrder.SelectMany(kind => ruleset[kind].Where(r => r.Enabled).Select(r => Compile(kind, r)))];

    /// <summary>Evaluates without keeping what was compiled.</summary>
    public static PushOutcome Evaluate(PushRuleset ruleset, JsonElement clientEvent, PushContext context) =>
        new PushEvaluator(ruleset).Evaluate(clientEvent, context);

    /// <summary>The first rule that matches decides. One's own events and those of ignored people never notify.</summary>
    /// <param name="clientEvent">In client form: type, sender, content, room_id, of state events state_key.</param>
    /// <param name="context">The person and the room.</param>
    public PushOutcome Evaluate(JsonElement clientEvent, PushContext context) {
        var sender = clientEvent.TryGetProperty("sender", out var field) ? field.GetString() : null;
        if (sender is null || sender == context.UserId || context.Ignored?.Contains(sender) == true) return PushOutcome.Silent;
        var view = new EventView(clientEvent);
        foreach (var rule in rules) {
            if (rule.Matches(view, context)) return rule.Outcome;
        }
        return PushOutcome.Silent;
    }

    private static Compiled Compile(PushKind kind, PushRule rule) => new(PushOutcome.Of(rule.Actions), rule.Default ? DefaultRules.ConditionsOf(rule) : kind switch {
        PushKind.Content => [PushCondition.Matches("content.body", rule.Pattern ?? "")],
        PushKind.Room => [new Property("room_id", rule.RuleId)],
        PushKind.Sender => [new Property("sender", rule.RuleId)],
        _ => rule.Conditions is { } conditions ? [.. conditions.EnumerateArray().Select(PushCondition.Of)] : [],
    });

    private sealed record Compiled(PushOutcome Outcome, PushCondition[] Conditions) {
        public bool Matches(EventView view, PushContext context) => Array.TrueForAll(Conditions, c => c.Holds(view, context));
    }

    private sealed class Property(string name, string value) : PushCondition {
        public override bool Holds(EventView view, PushContext context) =>
            view.Event.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String && field.ValueEquals(value);
    }
}
