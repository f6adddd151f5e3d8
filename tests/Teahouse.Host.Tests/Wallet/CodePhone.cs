using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Codes;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>A phone that shows codes, as the wallet's page makes one of a browser: derives its key, holds one-time numbers, and needs nobody to make a code.</summary>
internal sealed class CodePhone : IDisposable {
    private const int Currency = 156;

    private readonly ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly Queue<long> aliases = new();
    private byte[] key = [];

    public string Id { get; private set; } = "";

    /// <summary>Base64 of its half of the key.</summary>
    public string PublicKey => Convert.ToBase64String(Point(own.ExportParameters(false).Q));

    /// <summary>Enrols a new phone of somebody's, and fills it.</summary>
    public static async Task<CodePhone> Of(Payer payer) {
        var phone = new CodePhone();
        (await phone.Finish(payer, (await payer.Wallet.Send("POST", "/pay/v1/code-phone/start", new { publicKey = phone.PublicKey })).Is(200))).Is(200);
        await phone.Fill(payer.Wallet);
        return phone;
    }

    /// <summary>Ends an enrolment.</summary>
    public Task<Heard> Finish(Payer payer, Heard started, byte[]? confirm = null) =>
        payer.Wallet.Send("POST", "/pay/v1/code-phone/finish", Finish(started.Json, payer.Device, confirm));

    /// <summary>What ends an enrolment, by a phone that checks what its owner signs.</summary>
    public object Finish(JsonElement started, Authenticator device, byte[]? confirm = null) {
        var challenge = Derive(started);
        Assert.Equal(Base64Url.EncodeToString(challenge), started.GetProperty("options").GetProperty("challenge").GetString());
        return new { ceremony = started.GetProperty("ceremony").GetString(), credential = device.Get(started.GetProperty("options")), enrolment = Id, name = "phone", confirm = Confirmation(confirm) };
    }

    /// <summary>The same by the password that stands in.</summary>
    public object Finish(JsonElement started, string password) {
        Derive(started);
        return new { ceremony = started.GetProperty("ceremony").GetString(), password, enrolment = Id, name = "phone", confirm = Confirmation(null) };
    }

    // What its owner is to sign: the enrolment and both halves.
    private byte[] Derive(JsonElement started) {
        var (enrolment, house) = (started.GetProperty("enrolment").GetString()!, started.GetProperty("houseKey").GetBytesFromBase64());
        using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = house[1..33], Y = house[33..] } });
        key = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirs.PublicKey), 32, Encoding.UTF8.GetBytes(enrolment), "teahouse/paycode/v1"u8.ToArray());
        Id = enrolment;
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(enrolment), .. Convert.FromBase64String(PublicKey), .. house]);
    }

    private string Confirmation(byte[]? instead) => Convert.ToBase64String(instead ?? HMACSHA256.HashData(key, (byte[])[.. "confirm"u8, .. Encoding.UTF8.GetBytes(Id)]));

    /// <summary>Fetches one-time numbers.</summary>
    public async Task<Heard> Fill(Caller wallet) {
        var filled = (await wallet.Send("POST", $"/pay/v1/code-phone/{Id}/aliases")).Is(200);
        Take(filled.Json);
        return filled;
    }

    /// <summary>Keeps the one-time numbers of an answer.</summary>
    public void Take(JsonElement filled) {
        aliases.Clear();
        foreach (var alias in filled.GetProperty("aliases").EnumerateArray()) aliases.Enqueue(long.Parse(alias.GetProperty("alias").GetString()!, CultureInfo.InvariantCulture));
    }

    /// <summary>The next one-time number.</summary>
    public long Next() => aliases.Dequeue();

    /// <summary>The eighteen digits of a new code.</summary>
    public string Digits(long amount = 0, int stepsAway = 0) => Digits(Next(), amount, stepsAway);

    /// <summary>The eighteen digits with a number that is named.</summary>
    public string Digits(long alias, long amount, int stepsAway) => PayCode.Of(alias, Mac(alias, amount, stepsAway)).ToString();

    /// <summary>The text of a new code's QR.</summary>
    public string Qr(long amount = 0, int stepsAway = 0) {
        var alias = Next();
        var mac = Mac(alias, amount, stepsAway);
        return new ConsumerCode(PayCode.Of(alias, mac).ToString(), mac[8..16], (int)(Step(stepsAway) % 65_536), amount > 0 ? amount : null, amount > 0 ? Currency : null).Write();
    }

    public void Dispose() => own.Dispose();

    private byte[] Mac(long alias, long amount, int stepsAway) => PayCode.MacOf(key, alias, Step(stepsAway), Currency, amount);

    private static long Step(int away) => PayCode.StepAt(TimeProvider.System.GetUtcNow()) + away;

    private static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];
}

/// <summary>What a till asks, in few words.</summary>
internal static class TillWords {
    public static Task<Heard> Charge(this Caller till, string code, long minor, string source = "camera", Guid? key = null) =>
        till.Once("/pay/v1/charges", key ?? Guid.NewGuid(), new { code, amount = new { minor, currency = "CNY" }, source });

    /// <summary>Gives money back.</summary>
    public static Task<Heard> Refund(this Caller till, string charge, long minor, Guid? key = null) =>
        till.Once($"/pay/v1/charges/{charge}/refund", key ?? Guid.NewGuid(), new { amount = new { minor, currency = "CNY" } });

    /// <summary>Answers what a till asks.</summary>
    public static Task<Heard> Answer(this Caller wallet, string ask, string answer, object? proof = null) => wallet.Send("POST", $"/pay/v1/asks/{ask}/answer", new { answer, proof });
}
