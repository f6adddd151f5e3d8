using System.Globalization;
using System.Text.Json;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>Values that a specification's schema asks for, out of what there is in the town: only what is nearly right gets far.</summary>
internal sealed class GoodWords(Town town, Random random) {
    private const int DepthMax = 8;

    private static readonly Dictionary<string, string[]> Known = new() {
        ["type"] = ["m.direct", "m.room.message", "m.push_rules", "m.fully_read", "org.example.x", "m.login.password", "m.login.token", "m.login.dummy", "m.id.user"],
        ["eventType"] = ["m.room.message", "m.room.member", "m.room.power_levels", "m.room.name", "m.room.join_rules", "m.room.canonical_alias", "m.room.redaction",
            "m.room.encryption", "m.room.encrypted", "m.room.third_party_invite", "m.room.tombstone", "m.room.history_visibility", "m.room.create", "m.room.server_acl", "m.room.pinned_events", "m.reaction", "m.space.child"],
        ["stateKey"] = ["", "key", "@ann:localhost"],
        ["receiptType"] = ["m.read", "m.read.private", "m.fully_read"],
        ["kind"] = ["override", "underride", "content", "room", "sender", "global"],
        ["ruleId"] = [".m.rule.master", ".m.rule.suppress_notices", "tea", "@ann:localhost"],
        ["keyName"] = ["displayname", "avatar_url", "m.tz", "org.example.x"],
        ["relType"] = ["m.annotation", "m.replace", "m.thread", "m.reference"],
        ["tag"] = ["m.favourite", "u.tea"],
        ["serverName"] = ["localhost", "elsewhere.example"],
        ["membership"] = ["join", "invite", "leave", "ban", "knock"],
        ["algorithm"] = ["m.megolm_backup.v1.curve25519-aes-sha2", "m.olm.v1.curve25519-aes-sha2"],
        ["room_version"] = ["11", "12"],
        ["key"] = ["content.body", "type", "sender", "content.m\\.mentions.user_ids"],
        ["pattern"] = ["tea*", "*", "t?a"],
        ["dir"] = ["f", "b"],
        ["method"] = ["crop", "scale"],
        ["format"] = ["content", "event"],
        ["username"] = ["visitor", "ann"],
        ["user"] = ["ann", "@ann:localhost"],
        ["password"] = ["tea for ann, please", "a new one, please"],
        ["to"] = ["ann", "@ben:localhost", "cat"],
        ["currency"] = ["CNY", "EUR", "JPY"],
        ["event_format"] = ["client", "federation"],
        // Longer ones are right, and the server would wait as long.
        ["timeout"] = ["0", "1", "10"],
        ["timeout_ms"] = ["0", "1"],
    };

    /// <summary>A parameter's value, not encoded.</summary>
    public string For(Parameter parameter) => parameter.Name switch {
        "roomId" => town.Room(random),
        "roomIdOrAlias" => random.Next(2) == 0 ? town.Room(random) : town.Alias,
        "roomAlias" => random.Next(2) == 0 ? town.Alias : $"#made{random.Next(50)}:localhost",
        "userId" or "user_id" => town.Person(random).UserId,
        "eventId" => town.Event(random),
        "deviceId" => town.Person(random).DeviceId,
        "mediaId" => town.Media(random),
        "txnId" => $"t{random.Next(1_000)}",
        "version" => random.Next(4).ToString(CultureInfo.InvariantCulture),
        "filterId" => random.Next(4).ToString(CultureInfo.InvariantCulture),
        "from" or "to" or "since" or "at" or "next_batch" => town.Position(random),
        _ => Scalar(parameter.Name, parameter.Schema) ?? "x",
    };

    /// <summary>A body that fits a schema.</summary>
    public Sketch Body(JsonElement schema, JsonElement document) => Of(schema, document, "", 0);

    private Sketch Of(JsonElement schema, JsonElement document, string name, int depth) {
        schema = Follow(schema, document);
        if (schema.ValueKind != JsonValueKind.Object || depth > DepthMax) return Anything(name, depth);
        foreach (var choice in new[] { "oneOf", "anyOf" }) {
            if (schema.TryGetProperty(choice, out var list)) return Of(list[random.Next(list.GetArrayLength())], document, name, depth + 1);
        }
        var properties = Properties(schema, document).ToList();
        if (properties.Count > 0 || TypeOf(schema) == "object") return Object(schema, properties, document, name, depth);
        if (TypeOf(schema) == "array") {
            var items = new Sketch.Items();
            for (var n = random.Next(3); n >= 0; n--) items.List.Add(Of(schema.TryGetProperty("items", out var item) ? item : default, document, name, depth + 1));
            return items;
        }
        return TypeOf(schema) switch {
            "boolean" => Sketch.Raw(random.Next(2) == 0 ? "true" : "false"),
            "integer" or "number" => Sketch.Raw(random.Next(-1, 101).ToString(CultureInfo.InvariantCulture)),
            "string" => Sketch.Text(Scalar(name, schema) ?? "tea"),
            _ => Anything(name, depth),
        };
    }

    private Sketch.Members Object(JsonElement schema, List<JsonProperty> properties, JsonElement document, string name, int depth) {
        var members = new Sketch.Members();
        foreach (var property in properties) {
            if (random.Next(10) < 7) members.List.Add((property.Name, Of(property.Value, document, property.Name, depth + 1)));
        }
        if (properties.Count > 0 && random.Next(5) > 0) return members;
        var inner = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object ? more
            : schema.TryGetProperty("patternProperties", out var patterns) ? patterns.EnumerateObject().First().Value : default;
        for (var n = random.Next(3); n > 0; n--) members.List.Add((Key(), Of(inner, document, name, depth + 1)));
        return members;
    }

    private string? Scalar(string name, JsonElement schema) {
        if (schema.TryGetProperty("enum", out var values)) return values[random.Next(values.GetArrayLength())].ToString();
        if (Known.TryGetValue(name, out var known)) return known[random.Next(known.Length)];
        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        return format switch {
            "mx-user-id" => town.Person(random).UserId,
            "mx-room-id" => town.Room(random),
            "mx-event-id" => town.Event(random),
            "mx-room-alias" => town.Alias,
            "mx-mxc-uri" => $"mxc://localhost/{town.Media(random)}",
            _ => name switch {
                "access_token" or "refresh_token" or "token" or "session" => town.Person(random).Token,
                "device_id" => town.Person(random).DeviceId,
                "user_id" => town.Person(random).UserId,
                "room_id" => town.Room(random),
                "event_id" or "redacts" => town.Event(random),
                _ => TypeOf(schema) switch {
                    "boolean" => random.Next(2) == 0 ? "true" : "false",
                    "integer" or "number" => random.Next(200).ToString(CultureInfo.InvariantCulture),
                    _ => null,
                },
            },
        };
    }

    // Where a schema says nothing, an event's content is as good a guess as any.
    private Sketch Anything(string name, int depth) => (depth > DepthMax ? 0 : random.Next(6)) switch {
        0 => Sketch.Text("tea"),
        1 => Sketch.Raw(random.Next(100).ToString(CultureInfo.InvariantCulture)),
        2 => Sketch.Text(Known.TryGetValue(name, out var known) ? known[random.Next(known.Length)] : town.Person(random).UserId),
        _ => Content(),
    };

    /// <summary>What events hold.</summary>
    public Sketch Content() {
        var (user, ev, room) = (town.Person(random).UserId, town.Event(random), town.Room(random));
        var contents = new (string, string)[][] {
            [("msgtype", "\"m.text\""), ("body", "\"tea?\""), ("m.mentions", $$"""{"user_ids":["{{user}}"],"room":true}""")],
            [("msgtype", "\"m.text\""), ("body", "\"*\""), ("m.new_content", """{"msgtype":"m.text","body":"b"}"""), ("m.relates_to", $$"""{"rel_type":"m.replace","event_id":"{{ev}}"}""")],
            [("m.relates_to", $$"""{"rel_type":"m.annotation","event_id":"{{ev}}","key":"🍵"}""")],
            [("m.relates_to", $$"""{"m.in_reply_to":{"event_id":"{{ev}}"},"rel_type":"m.thread","event_id":"{{ev}}","is_falling_back":true}""")],
            [("membership", $"\"{Known["membership"][random.Next(5)]}\""), ("displayname", "\"A\""), ("third_party_invite", $$$"""{"display_name":"a","signed":{"mxid":"{{{user}}}","token":"key","signatures":{"id":{"ed25519:0":"AAAA"} } } }""")],
            [("users", $$"""{"{{user}}":{{random.Next(101)}} }"""), ("events", """{"m.room.name":50}"""), ("notifications", """{"room":20}"""), ("ban", "50"), ("users_default", "0")],
            [("join_rule", "\"restricted\""), ("allow", $$"""[{"type":"m.room_membership","room_id":"{{room}}"}]""")],
            [("alias", $"\"{town.Alias}\""), ("alt_aliases", $"[\"{town.Alias}\"]")],
            [("name", "\"Tea\""), ("topic", "\"about tea\""), ("url", "\"mxc://localhost/a\""), ("pinned", $"[\"{ev}\"]")],
            [("public_key", "\"AAAA\""), ("public_keys", """[{"public_key":"AAAA"}]"""), ("display_name", "\"a\""), ("key_validity_url", "\"https://id.example\"")],
            [("redacts", $"\"{ev}\""), ("reason", "\"no\"")],
            [("body", "\"moved\""), ("replacement_room", $"\"{room}\""), ("history_visibility", "\"joined\""), ("guest_access", "\"can_join\""), ("algorithm", "\"m.megolm.v1.aes-sha2\"")],
            [("ignored_users", $$"""{"{{user}}":{} }"""), ("order", "0.5"), ("enabled", "true"), ("actions", """["notify",{"set_tweak":"highlight"}]""")],
        };
        var members = new Sketch.Members();
        foreach (var (key, value) in contents[random.Next(contents.Length)]) members.List.Add((key, Sketch.Raw(value)));
        return members;
    }

    private string Key() => random.Next(6) switch {
        0 => town.Person(random).UserId,
        1 => town.Person(random).DeviceId,
        2 => town.Room(random),
        3 => "signed_curve25519:AAAA",
        4 => $"ed25519:{town.Person(random).DeviceId}",
        _ => "org.example.x",
    };

    private static IEnumerable<JsonProperty> Properties(JsonElement schema, JsonElement document) {
        var own = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [];
        var inherited = schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(part => Properties(Follow(part, document), document)) : [];
        return own.Concat(inherited).DistinctBy(p => p.Name);
    }

    private static string? TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? null : type.ValueKind == JsonValueKind.Array ? type[0].GetString() : type.GetString();

    private static JsonElement Follow(JsonElement schema, JsonElement document) {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference)) {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
        }
        return schema;
    }
}
