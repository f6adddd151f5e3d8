using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

public sealed class EventSigningTests {
    // Appendices, "Cryptographic Test Vectors".
    private static readonly ServerKey VectorKey =
        ServerKey.FromSeed("domain", "ed25519:1", Convert.FromBase64String("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1="));

    [Theory]
    [InlineData("{}", "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ")]
    [InlineData("""{"two":"Two","one":1,"unsigned":{"age":1},"signatures":{}}""",
        "KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw")]
    public void Json_is_signed_as_in_the_vectors(string json, string signature) {
        Assert.Equal(signature, EventSigning.SignJson(JsonElement.Parse(json), VectorKey));
        var signed = JsonNode.Parse(json)!;
        signed["signatures"] = new JsonObject { ["domain"] = new JsonObject { ["ed25519:1"] = signature } };
        Assert.True(EventSigning.VerifyJson(JsonElement.Parse(signed.ToJsonString()), "domain", "ed25519:1", VectorKey.PublicKey));
        Assert.False(EventSigning.VerifyJson(JsonElement.Parse(signed.ToJsonString()), "domain", "ed25519:1", TestRoom.Key.PublicKey));
        Assert.False(EventSigning.VerifyJson(JsonElement.Parse(signed.ToJsonString()), "other", "ed25519:1", VectorKey.PublicKey));
    }

    // The vectors are of a room version in which redaction kept "origin": their redacted form is written out here.
    [Theory]
    [InlineData("""
        {"room_id":"!x:domain","sender":"@a:domain","origin":"domain","origin_server_ts":1000000,"signatures":{},"hashes":{},"type":"X",
        "content":{},"prev_events":[],"auth_events":[],"depth":3,"unsigned":{"age_ts":1000000} }
        """, "{}", "5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos",
        "KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg")]
    [InlineData("""
        {"content":{"body":"Here is the message content"},"event_id":"$0:domain","origin":"domain","origin_server_ts":1000000,
        "type":"m.room.message","room_id":"!r:domain","sender":"@u:domain","signatures":{},"unsigned":{"age_ts":1000000} }
        """, "{}", "onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g",
        "Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA")]
    public void Events_are_hashed_and_signed_as_in_the_vectors(string json, string redactedContent, string hash, string signature) {
        Assert.Equal(hash, UnpaddedBase64.Encode(EventSigning.ContentHash(JsonElement.Parse(json))));
        var ev = JsonNode.Parse(json)!;
        ev["hashes"] = new JsonObject { ["sha256"] = hash };
        Assert.True(EventSigning.HasItsContentHash(JsonElement.Parse(ev.ToJsonString())));
        ev["content"] = JsonNode.Parse(redactedContent);
        Assert.Equal(signature, EventSigning.SignJson(JsonElement.Parse(ev.ToJsonString()), VectorKey));
    }

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void An_event_is_named_hashed_and_signed_as_by_a_second_way(string version) => AnyEvent(version).Sample(pdu => {
        var ev = JsonNode.Parse(pdu.Bytes)!.AsObject();
        Assert.Equal(GenJson.Canonical(ev), Encoding.UTF8.GetString(pdu.Bytes));
        var signature = ev["signatures"]!["localhost"]!["ed25519:1"]!.GetValue<string>();
        ev.Remove("signatures");

        var whole = ev.DeepClone().AsObject();
        whole.Remove("hashes");
        Assert.Equal(Base64(Hash(whole)), ev["hashes"]!["sha256"]!.GetValue<string>());

        var redacted = ev.DeepClone().AsObject();
        foreach (var name in redacted["content"]!.AsObject().Select(p => p.Key).Where(k => k != "membership").ToArray()) {
            redacted["content"]!.AsObject().Remove(name);
        }
        Assert.Equal("$" + Base64(Hash(redacted)).Replace('+', '-').Replace('/', '_'), pdu.EventId);
        Assert.Equal(Base64(TestRoom.Key.Sign(Encoding.UTF8.GetBytes(GenJson.Canonical(redacted)))), signature);
    });

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void What_was_built_verifies_and_is_read_back(string version) => AnyEvent(version).Sample(pdu => {
        var again = Pdu.Parse(pdu.Version, pdu.Bytes);
        Assert.Equal((pdu.EventId, pdu.RoomId, pdu.Type, pdu.StateKey, pdu.Sender, pdu.Depth, pdu.OriginServerTs),
            (again.EventId, again.RoomId, again.Type, again.StateKey, again.Sender, again.Depth, again.OriginServerTs));
        Assert.Equal(["$before"], again.PrevEvents);
        Assert.Equal(["$auth"], again.AuthEvents);
        Assert.True(IsSigned(pdu.Version, pdu.Json));
        Assert.True(EventSigning.HasItsContentHash(pdu.Json));
    });

    [Fact]
    public void No_changed_byte_goes_unseen() => Gen.Select(AnyEvent("11"), Gen.Int[0, 100_000], Gen.Byte[1, 255]).Sample((pdu, at, flip) => {
        var bytes = pdu.Bytes.ToArray();
        bytes[at % bytes.Length] ^= flip;
        JsonElement changed;
        try {
            changed = JsonElement.Parse(bytes);
            if (changed.ValueKind != JsonValueKind.Object || CanonicalJson.Encode(changed).AsSpan().SequenceEqual(pdu.Bytes) || IsOtherwiseSpelt(changed, pdu)) return;
        } catch (Exception e) when (e is JsonException or MatrixRefusalException) {
            return;   // seen at once
        }
        Assert.False(IsSigned(pdu.Version, changed) && EventSigning.HasItsContentHash(changed));
    });

    // Base64 has two alphabets, and bits at its end that mean nothing: another text, and the same signature.
    private static bool IsOtherwiseSpelt(JsonElement changed, Pdu pdu) => SignatureIn(changed) is { } text && SignatureIn(pdu.Json) is { } before
        && text != before && UnpaddedBase64.Decode(text).AsSpan().SequenceEqual(UnpaddedBase64.Decode(before));

    private static string? SignatureIn(JsonElement ev) => ev.TryGetProperty("signatures", out var servers) && servers.TryGetProperty("localhost", out var keys)
        && keys.TryGetProperty("ed25519:1", out var signature) ? signature.GetString() : null;

    [Fact]
    public void A_create_event_of_version_12_names_the_room_and_does_not_name_it_itself() {
        var create = Build(RoomVersion.V12, null, new("m.room.create", "", "@a:localhost", JsonElement.Parse("""{"room_version":"12"}""")));
        Assert.False(create.Json.TryGetProperty("room_id", out _));
        Assert.Equal("!" + create.EventId[1..], create.RoomId);
        Assert.Equal(44, create.RoomId.Length);
        Assert.Equal(create.RoomId, Pdu.Parse(RoomVersion.V12, create.Bytes).RoomId);
        var other = Build(RoomVersion.V12, null, new("m.room.create", "", "@b:localhost", JsonElement.Parse("""{"room_version":"12"}""")));
        Assert.NotEqual(create.RoomId, other.RoomId);
    }

    [Theory]
    [InlineData("""{"n":1.5}""", "M_BAD_JSON")]
    [InlineData("""{"n":9007199254740992}""", "M_BAD_JSON")]
    [InlineData("""{"s":"\ud800"}""", "M_BAD_JSON")]
    [InlineData("[]", "M_BAD_JSON")]
    public void Content_without_a_canonical_form_is_refused(string content, string code) => Assert.Equal(code, Assert.Throws<MatrixRefusalException>(
        () => Build(RoomVersion.V11, "!r:localhost", new("x", null, "@a:localhost", JsonElement.Parse(content)))).Error.Code);

    [Fact]
    public void An_event_of_65536_bytes_is_the_largest() {
        Pdu Sized(int bodyLength) => Build(RoomVersion.V11, "!r:localhost",
            new("m.room.message", null, "@a:localhost", JsonElement.Parse($$"""{"body":"{{new string('x', bodyLength)}}"}""")));
        var around = Sized(0).Bytes.Length;
        Assert.Equal(65_536, Sized(65_536 - around).Bytes.Length);
        var refusal = Assert.Throws<MatrixRefusalException>(() => Sized(65_537 - around)).Error;
        Assert.Equal((413, "M_TOO_LARGE"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public void Ids_types_and_state_keys_have_255_bytes_at_most() {
        var content = JsonElement.Parse("{}");
        Build(RoomVersion.V11, "!r:localhost", new(new('t', 255), new('日', 85), "@a:localhost", content));
        foreach (var wanted in new NewEvent[] { new(new('t', 256), null, "@a:localhost", content), new("t", new('日', 86), "@a:localhost", content), new("t", null, "@" + new string('a', 255), content) }) {
            Assert.Equal("M_TOO_LARGE", Assert.Throws<MatrixRefusalException>(() => Build(RoomVersion.V11, "!r:localhost", wanted)).Error.Code);
        }
    }

    [Fact]
    public void Content_as_deep_as_a_client_may_send_it_makes_an_event_that_can_be_read() {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 63)) + "{}" + new string('}', 63);
        var pdu = Build(RoomVersion.V11, "!r:localhost", new("x", null, "@a:localhost", StrictJson.Parse(Encoding.UTF8.GetBytes(deep))));
        Assert.Equal(pdu.EventId, Pdu.Parse(RoomVersion.V11, pdu.Bytes).EventId);
    }

    /// <summary>An event of any type that the generator thinks of; of contents only <c>membership</c> outlives redaction.</summary>
    internal static Gen<Pdu> AnyEvent(string version) => Gen.Select(
        Gen.OneOf("m.room.member", "m.room.message", "m.room.topic", "org.example.日"), Gen.OneOf(GenJson.Text, Gen.Const((string)null!)), GenJson.AnyObject)
        .Select((type, stateKey, content) => {
            content = content.DeepClone().AsObject();
            if (type == "m.room.member") content["membership"] = "join";
            return Build(RoomVersion.Find(version)!, "!r:localhost", new(type, stateKey, "@a:localhost", JsonElement.Parse(content.ToJsonString())));
        });

    private static Pdu Build(RoomVersion version, string? roomId, NewEvent wanted) =>
        EventBuilder.Build(version, roomId, wanted, ["$before"], ["$auth"], 3, 1_000, TestRoom.Key);

    private static bool IsSigned(RoomVersion version, JsonElement ev) =>
        EventSigning.Verify(version, ev, "localhost", "ed25519:1", TestRoom.Key.PublicKey);

    private static byte[] Hash(JsonNode node) => SHA256.HashData(Encoding.UTF8.GetBytes(GenJson.Canonical(node)));

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
