using System.Text;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>One bad request, whole: whoever has this text can send it again.</summary>
/// <param name="Operation">What it is about.</param>
/// <param name="Target">Path and query as they go over the wire.</param>
/// <param name="Token">The access token, if any.</param>
/// <param name="Sender">Who sends it, when the token is good.</param>
/// <param name="Body">The body, if any.</param>
/// <param name="ContentType">What the body claims to be.</param>
/// <param name="Range">The Range header, if any.</param>
/// <param name="Key">The Idempotency-Key header, if any.</param>
internal sealed record Attack(
    Operation Operation, string Target, string? Token, Resident? Sender, byte[]? Body, string ContentType, string? Range, string? Key) {
    private const int ShownBytesMax = 2_000;

    /// <summary>Thinks of a request: a good one, spoilt in up to three ways.</summary>
    public static Attack Think(Operation operation, Town town, Random random) {
        var (words, spoilt) = (new GoodWords(town, random), random.Next(4));
        var ways = Enumerable.Range(0, spoilt).Select(_ => random.Next(10)).ToHashSet();
        var sender = town.Person(random);
        var body = BodyOf(operation, words, random, field: ways.Contains(0) || ways.Contains(1) || ways.Contains(2), whole: ways.Contains(3));
        return new(
            operation, TargetOf(operation, words, random, path: ways.Contains(4) || ways.Contains(5), query: ways.Contains(6) || ways.Contains(7)),
            ways.Contains(8) ? BadToken(town, random) : operation.IsWallets ? sender.Wallet : sender.Token, ways.Contains(8) ? null : sender, body,
            ways.Contains(9) ? Hostile.ContentTypes[random.Next(Hostile.ContentTypes.Length)] : operation.TakesFile ? "image/png" : "application/json",
            ways.Contains(9) ? Hostile.Ranges[random.Next(Hostile.Ranges.Length)] : null, KeyOf(operation, random));
    }

    public HttpRequestMessage Request(Uri address) {
        var whole = new Uri(address.GetLeftPart(UriPartial.Authority) + Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Operation.Method), whole);
        if (Operation.IsWallets) request.Headers.Host = $"pay.localhost:{address.Port}";
        if (Token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        if (Range is not null) request.Headers.TryAddWithoutValidation("Range", Range);
        if (Key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (Body is not null) {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }
        return request;
    }

    public override string ToString() =>
        $"{Operation.Id}: {Operation.Method} {Target}\nAuthorization: Bearer {Token}\nContent-Type: {ContentType}\nRange: {Range}\nIdempotency-Key: {Key}\n"
        + $"{Body?.Length ?? 0} bytes: {Encoding.UTF8.GetString(Body ?? [])[..Math.Min(Encoding.UTF8.GetString(Body ?? []).Length, ShownBytesMax)]}\n"
        + $"in base64: {Convert.ToBase64String(Body?[..Math.Min(Body.Length, ShownBytesMax)] ?? [])}";

    private static string TargetOf(Operation operation, GoodWords words, Random random, bool path, bool query) {
        var inPath = operation.Parameters.Where(p => p.In == "path").ToList();
        var badAt = path && inPath.Count > 0 ? random.Next(inPath.Count) : -1;
        var target = operation.Path;
        for (var i = 0; i < inPath.Count; i++) {
            var segment = i == badAt ? Hostile.Segments[random.Next(Hostile.Segments.Length)] : Uri.EscapeDataString(words.For(inPath[i]));
            target = target.Replace($"{{{inPath[i].Name}}}", segment, StringComparison.Ordinal);
        }
        var pairs = operation.Parameters.Where(p => p.In == "query" && (p.Required || random.Next(2) == 0))
            .Select(p => $"{p.Name}={Uri.EscapeDataString(words.For(p))}").ToList();
        if (query) Spoil(pairs, operation, random);
        return pairs.Count == 0 ? target : $"{target}?{string.Join('&', pairs)}";
    }

    private static void Spoil(List<string> pairs, Operation operation, Random random) {
        var names = operation.Parameters.Where(p => p.In == "query").Select(p => p.Name).Append("unknown").Append("access_token").ToList();
        var name = names[random.Next(names.Count)];
        // A wait that is too long is right, and the server would wait as long.
        var bad = name.StartsWith("timeout", StringComparison.Ordinal) ? "-1" : Hostile.Queries[random.Next(Hostile.Queries.Length)];
        pairs.RemoveAll(p => p.StartsWith(name + "=", StringComparison.Ordinal));
        pairs.Add($"{name}={bad}");
        if (random.Next(4) == 0) pairs.Add(pairs[random.Next(pairs.Count)]);
        if (random.Next(8) == 0) pairs.Add(name);
    }

    private static byte[]? BodyOf(Operation operation, GoodWords words, Random random, bool field, bool whole) {
        if (whole) return Hostile.Body(random);
        if (operation.TakesFile) return Files.Some(random);
        if (operation.Body is not { } schema) return operation.Method == "GET" ? null : [];
        var body = operation.Id is "sendMessage" or "setRoomStateWithKey" ? words.Content() : words.Body(schema, operation.Document);
        for (var n = field ? random.Next(1, 3) : 0; n > 0; n--) Spoil(body, random);
        var bytes = Encoding.UTF8.GetBytes(body.ToString());
        return field && random.Next(6) == 0 ? Cut(bytes, random) : bytes;
    }

    private static void Spoil(Sketch body, Random random) {
        var (places, objects) = (body.Places().ToList(), body.Objects().ToList());
        var value = Sketch.Raw(random.Next(6) == 0 ? Hostile.Large(random) : Hostile.Values[random.Next(Hostile.Values.Length)]);
        if (places.Count > 0 && random.Next(10) < 7) places[random.Next(places.Count)].Put(value);
        else if (objects.Count > 0) {
            var members = objects[random.Next(objects.Count)].List;
            var key = members.Count > 0 && random.Next(2) == 0 ? members[random.Next(members.Count)].Key : Hostile.Values[random.Next(Hostile.Values.Length)];
            if (random.Next(3) == 0 && members.Count > 0) members.RemoveAt(random.Next(members.Count));
            else members.Add((key, value));
        }
    }

    private static byte[] Cut(byte[] bytes, Random random) {
        if (bytes.Length == 0) return bytes;
        var at = random.Next(bytes.Length);
        return random.Next(2) == 0 ? bytes[..at] : [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
    }

    // Of few, so that some are used again for something else.
    private static string? KeyOf(Operation operation, Random random) => !operation.Parameters.Any(p => p is { In: "header", Name: "Idempotency-Key" }) ? null : random.Next(10) switch {
        0 => null,
        1 => Hostile.Tokens[random.Next(Hostile.Tokens.Length)],
        _ => $"c0ffee00-0000-4000-8000-{random.Next(200):000000000000}",
    };

    private static string? BadToken(Town town, Random random) => random.Next(4) switch {
        0 => null,
        1 => town.RevokedToken,
        2 => town.Stranger.Token,
        _ => Hostile.Tokens[random.Next(Hostile.Tokens.Length)],
    };
}
