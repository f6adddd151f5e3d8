using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Push;

/// <summary>
/// All push rules of a person: the server's default rules and what the person made of them. Immutable: an edit gives a new one.
/// Within a kind the most important stands first: <c>.m.rule.master</c>, then the person's own rules, then the defaults.
/// </summary>
internal sealed class PushRuleset {
    /// <summary>The kinds, in the order in which they are asked.</summary>
    public static readonly ImmutableArray<PushKind> KindsInOrder = [.. Enum.GetValues<PushKind>()];

    private readonly ImmutableArray<PushRule>[] rules;

    private PushRuleset(ImmutableArray<PushRule>[] rules) => this.rules = rules;

    /// <summary>The rules of a kind, most important first.</summary>
    public ImmutableArray<PushRule> this[PushKind kind] => rules[(int)kind];

    /// <summary>The default rules of a person who has changed none.</summary>
    public static PushRuleset Default(string userId) => new(DefaultRules.For(userId));

    /// <summary>The default rules with a person's edits, as <see cref="Edits"/> gave them.</summary>
    public static PushRuleset Merge(string userId, JsonElement edits) {
        var merged = DefaultRules.For(userId);
        foreach (var kind in KindsInOrder) {
            var edited = edits.OptionalArray(Name(kind))?.EnumerateArray().Select(PushRule.FromStored).ToArray() ?? [];
            var changed = edited.Where(r => r.Default).ToDictionary(r => r.RuleId, StringComparer.Ordinal);
            merged[(int)kind] = Arrange(edited.Where(r => !r.Default), merged[(int)kind].Select(r =>
                changed.GetValueOrDefault(r.RuleId) is { } edit ? r with { Enabled = edit.Enabled, Actions = edit.Actions } : r));
        }
        return new(merged);
    }

    /// <summary>The name of a kind in paths and JSON.</summary>
    public static string Name(PushKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind with this name.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM.</exception>
    public static PushKind Kind(string name) =>
        KindsInOrder.Cast<PushKind?>().FirstOrDefault(k => Name(k!.Value) == name) ?? throw MatrixError.InvalidParam("There is no such kind of rule.").Thrown();

    /// <summary>The rule with this id.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND.</exception>
    public PushRule Get(PushKind kind, string ruleId) =>
        this[kind].FirstOrDefault(r => r.RuleId == ruleId) ?? throw MatrixError.NotFound("The push rule was not found.").Thrown();

    /// <summary>Adds a rule of the person's own, or changes it; it keeps its place and whether it is enabled unless told otherwise.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="before">Puts it just above this rule.</param>
    /// <param name="after">Puts it just below this rule; <paramref name="before"/> wins.</param>
    /// <exception cref="MatrixRefusalException">M_UNKNOWN when the other rule is none of the person's own; M_TOO_LARGE.</exception>
    public PushRuleset Set(PushKind kind, PushRule rule, string? before = null, string? after = null) {
        var own = this[kind].Where(r => !r.Default).ToList();
        var old = own.FindIndex(r => r.RuleId == rule.RuleId);
        if (old >= 0) {
            rule = rule with { Enabled = own[old].Enabled };
            own.RemoveAt(old);
        }
        var beside = before ?? after;
        var at = beside is null ? Math.Max(old, 0) : own.FindIndex(r => r.RuleId == beside);
        if (at < 0) throw new MatrixError(400, "M_UNKNOWN", "The rule in before or after was not found.").Thrown();
        own.Insert(before is null && after is not null ? at + 1 : at, rule);
        return With(kind, Arrange(own, this[kind].Where(r => r.Default))).Bounded();
    }

    /// <summary>Removes a rule of the person's own.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND; M_INVALID_PARAM for a default rule.</exception>
    public PushRuleset Remove(PushKind kind, string ruleId) {
        var rule = Get(kind, ruleId);
        return rule.Default
            ? throw MatrixError.InvalidParam("A default rule can be disabled, not deleted.").Thrown()
            : With(kind, this[kind].Remove(rule));
    }

    /// <summary>Enables or disables a rule, a default one too.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND.</exception>
    public PushRuleset SetEnabled(PushKind kind, string ruleId, bool enabled) =>
        Get(kind, ruleId) is var rule ? With(kind, this[kind].Replace(rule, rule with { Enabled = enabled })) : this;

    /// <summary>Changes the actions of a rule, a default one too.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND or M_TOO_LARGE.</exception>
    public PushRuleset SetActions(PushKind kind, string ruleId, JsonElement actions) =>
        Get(kind, ruleId) is var rule ? With(kind, this[kind].Replace(rule, rule with { Actions = actions })).Bounded() : this;

    /// <summary>With the rules that bear a room's id made for another room too, where that has none; the same ruleset when there are none to make.</summary>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE.</exception>
    public PushRuleset AlsoFor(string roomId, string otherRoomId) {
        var made = this;
        foreach (var kind in KindsInOrder) {
            var named = this[kind].FirstOrDefault(r => !r.Default && r.RuleId == roomId);
            if (named is not null && this[kind].All(r => r.RuleId != otherRoomId)) made = made.Set(kind, named.For(otherRoomId), after: roomId);
        }
        return made;
    }

    /// <summary>Writes the ruleset as clients read it: the value of <c>global</c>.</summary>
    public void Write(Utf8JsonWriter json) => Write(json, static (_, _) => true);

    /// <summary>The content of m.push_rules and the answer to GET /pushrules/.</summary>
    public JsonElement Global() => Json(json => {
        json.WriteStartObject();
        json.WritePropertyName("global");
        Write(json);
        json.WriteEndObject();
    });

    /// <summary>What must be kept of this ruleset: the person's own rules, and those default rules that differ from the default.</summary>
    public JsonElement Edits(string userId) {
        var untouched = Default(userId);
        return Json(json => Write(json, (kind, rule) => !rule.Default || !untouched[kind].Any(r => Same(r, rule))));
    }

    private static bool Same(PushRule one, PushRule other) =>
        one.RuleId == other.RuleId && one.Enabled == other.Enabled && JsonElement.DeepEquals(one.Actions, other.Actions);

    private static ImmutableArray<PushRule> Arrange(IEnumerable<PushRule> own, IEnumerable<PushRule> defaults) {
        var all = defaults.ToArray();
        return [.. all.Where(r => r.RuleId == DefaultRules.Master), .. own, .. all.Where(r => r.RuleId != DefaultRules.Master)];
    }

    private PushRuleset With(PushKind kind, ImmutableArray<PushRule> changed) {
        var copy = rules.ToArray();
        copy[(int)kind] = changed;
        return new(copy);
    }

    private PushRuleset Bounded() => Global().GetRawText().Length <= TalkLimits.PushRulesCharsMax
        ? this : throw MatrixError.TooLarge("These are more push rules than a person can have.").Thrown();

    private void Write(Utf8JsonWriter json, Func<PushKind, PushRule, bool> chosen) {
        json.WriteStartObject();
        foreach (var kind in KindsInOrder) {
            json.WriteStartArray(Name(kind));
            foreach (var rule in this[kind].Where(r => chosen(kind, r))) rule.Write(json);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static JsonElement Json(Action<Utf8JsonWriter> write) {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        using var document = JsonDocument.Parse(buffer.WrittenMemory, StrictJson.Own);
        return document.RootElement.Clone();
    }
}
