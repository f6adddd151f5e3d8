using System.Globalization;
using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Teahouse.Pay.Codes;

namespace Teahouse.Bench.Codes;

/// <summary>A phone that shows codes and hears what comes of them.</summary>
internal sealed class Phone : IDisposable {
    private const int Currency = 156;

    private readonly Purse purse;
    private readonly byte[] key;
    private readonly Queue<long> aliases;
    private readonly Channel<(string Event, long At)> heard = Channel.CreateUnbounded<(string Event, long At)>();
    private HttpResponseMessage? line;

    private Phone(Purse purse, byte[] key, Queue<long> aliases) => (this.purse, this.key, this.aliases) = (purse, key, aliases);

    /// <summary>Sets a wallet up to show codes, and listens.</summary>
    public static async Task<Phone> Of(Purse purse) {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(false).Q;
        var begun = await purse.Post("code-phone/start", new { publicKey = Convert.ToBase64String([4, .. point.X!, .. point.Y!]) });
        var (enrolment, house) = (begun.GetProperty("enrolment").GetString()!, begun.GetProperty("houseKey").GetBytesFromBase64());
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = house[1..33], Y = house[33..] } });
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirs.PublicKey), 32, Encoding.UTF8.GetBytes(enrolment), "teahouse/paycode/v1"u8.ToArray());
        var confirm = Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. "confirm"u8, .. Encoding.UTF8.GetBytes(enrolment)]));
        await purse.Post("code-phone/finish", new { ceremony = begun.GetProperty("ceremony").GetString(), password = Purse.Password, enrolment, name = "bench", confirm });
        var filled = await purse.Post($"code-phone/{enrolment}/aliases", new { });
        var phone = new Phone(purse, key, new(filled.GetProperty("aliases").EnumerateArray().Select(a => long.Parse(a.GetProperty("alias").GetString()!, CultureInfo.InvariantCulture))));
        await phone.Listen();
        return phone;
    }

    /// <summary>Whether there is another code without asking the house.</summary>
    public bool HasCode => aliases.Count > 0;

    /// <summary>The eighteen digits of a new code.</summary>
    public string Code() {
        var alias = aliases.Dequeue();
        return PayCode.Of(alias, PayCode.MacOf(key, alias, PayCode.StepAt(TimeProvider.System.GetUtcNow()), Currency, 0)).ToString();
    }

    /// <summary>When something of a kind is heard next (timestamp).</summary>
    public async Task<long> Hears(string kind) {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true) {
            if (await heard.Reader.ReadAsync(enough.Token) is var (word, at) && word == kind) return at;
        }
    }

    /// <summary>Refuses what is asked.</summary>
    public Task<JsonElement> Refuse(string charge) => purse.Post($"asks/{charge}/answer", new { answer = "refuse" });

    public void Dispose() => line?.Dispose();

    private async Task Listen() {
        (line, var body) = await purse.Listen();
        _ = Read(body);
        await Hears("hello");
    }

    private async Task Read(Stream body) {
        try {
            await foreach (var item in SseParser.Create(body).EnumerateAsync()) heard.Writer.TryWrite((item.EventType, TimeProvider.System.GetTimestamp()));
        } catch (Exception e) when (e is IOException or ObjectDisposedException or HttpRequestException) {
            heard.Writer.TryComplete();
        }
    }
}
