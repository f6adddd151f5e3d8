using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Push;

/// <summary>The kinds of push rules, in the order in which they are asked.</summary>
internal enum PushKind {
    /// <summary>Conditions, asked first.</summary>
    Override,

    /// <summary>A pattern in the body.</summary>
    Content,

    /// <summary>A room, named by the rule's id.</summary>
    Room,

    /// <summary>A sender, named by the rule's id.</summary>
    Sender,

    /// <summary>Conditions, asked last.</summary>
    Underride,
}

/// <summary>One push rule (definitions/push_rule.yaml).</summary>
internal sealed record PushRule(string RuleId, bool Default, bool Enabled, JsonElement Actions, JsonElement? Conditions, string? Pattern) {
    /// <summary>Reads a rule that a person wants to have.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM, M_MISSING_PARAM or M_BAD_JSON.</exception>
    public static PushRule FromRequest(PushKind kind, string ruleId, JsonElement body) {
        if (ruleId.Length is 0 or > TalkLimits.IdBytesMax || ruleId[0] == '.' || ruleId.AsSpan().ContainsAny('/', '\\')) {
            throw MatrixError.InvalidParam("A rule id starts with no dot and holds no slash or backslash.").Thrown();
        }
        return new(ruleId, Default: false, Enabled: true, ActionsOf(body),
            kind is PushKind.Override or PushKind.Underride ? ConditionsOf(body) : null,
            kind is PushKind.Content ? PatternOf(body) : null);
    }

    /// <summary>Reads a rule as <see cref="Write"/> wrote it.</summary>
    public static PushRule FromStored(JsonElement rule) => new(
        rule.RequiredString("rule_id"), rule.OptionalBool("default") ?? false, rule.OptionalBool("enabled") ?? true,
        ActionsOf(rule), rule.OptionalArray("conditions"), rule.OptionalString("pattern"));

    /// <summary>The actions in a body, without those that the specification has given up.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM, M_MISSING_PARAM or M_BAD_JSON.</exception>
    public static JsonElement ActionsOf(JsonElement body) {
        var actions = body.OptionalArray("actions") ?? throw MatrixError.MissingParam("'actions' is missing.").Thrown();
        var kept = new List<JsonElement>();
        foreach (var action in actions.EnumerateArray()) {
            if (action.ValueKind == JsonValueKind.String) {
                if (action.ValueEquals("dont_notify") || action.ValueEquals("coalesce")) continue;
                if (!action.ValueEquals("notify")) throw MatrixError.InvalidParam("There is no such action.").Thrown();
            } else if (action.ValueKind != JsonValueKind.Object) {
                throw MatrixError.BadJson("An action is a string or an object.").Thrown();
            } else if (action.OptionalString("set_tweak") is null) {
                throw MatrixError.InvalidParam("An action that is an object has 'set_tweak'.").Thrown();
            }
            kept.Add(action);
        }
        return JsonSerializer.SerializeToElement(kept);
    }

    /// <summary>The same for another room than the one whose id it bears.</summary>
    public PushRule For(string roomId) => this with {
        RuleId = roomId,
        Conditions = Conditions is { } own ? JsonSerializer.SerializeToElement(own.EnumerateArray().Select(c => IsRoom(c) ? RoomIs(roomId) : c)) : null,
    };

    private bool IsRoom(JsonElement condition) => condition.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String && key.ValueEquals("room_id")
        && condition.OptionalString("pattern") == RuleId;

    private static JsonElement RoomIs(string roomId) => JsonSerializer.SerializeToElement(new { kind = "event_match", key = "room_id", pattern = roomId });

    /// <summary>Writes the rule as clients read it.</summary>
    public void Write(Utf8JsonWriter json) {
        json.WriteStartObject();
        WriteProperties(json);
        json.WriteEndObject();
    }

    /// <summary>Writes the rule's properties into an object that is begun.</summary>
    public void WriteProperties(Utf8JsonWriter json) {
        json.WriteString("rule_id", RuleId);
        json.WriteBoolean("default", Default);
        json.WriteBoolean("enabled", Enabled);
        if (Conditions is { } conditions) {
            json.WritePropertyName("conditions");
            conditions.WriteTo(json);
        }
        if (Pattern is not null) json.WriteString("pattern", Pattern);
        json.WritePropertyName("actions");
        Actions.WriteTo(json);
    }

    private static JsonElement ConditionsOf(JsonElement body) {
        var conditions = body.OptionalArray("conditions") ?? JsonSerializer.SerializeToElement(Array.Empty<int>());
        foreach (var condition in conditions.EnumerateArray()) {
            if (condition.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("A condition is an object.").Thrown();
            condition.RequiredString("kind");
            if (condition.OptionalString("pattern") is { } pattern) Bounded(pattern);
        }
        return conditions;
    }

    private static string PatternOf(JsonElement body) => Bounded(body.RequiredString("pattern"));

    private static string Bounded(string pattern) => pattern.Length <= TalkLimits.PushPatternCharsMax
        ? pattern : throw MatrixError.InvalidParam($"A pattern has at most {TalkLimits.PushPatternCharsMax} characters.").Thrown();
}
