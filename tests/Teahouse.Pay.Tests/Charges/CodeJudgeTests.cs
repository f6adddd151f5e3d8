using System.Text.Json;
using CsCheck;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Tests.Codes;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Charges;

/// <summary>What a code is worth, by the vectors that browsers and others make codes by.</summary>
public sealed class CodeJudgeTests {
    private const long Minute = 60_000;

    [Fact]
    public void Every_vector_is_good_for_its_moment_its_key_and_its_amount() {
        foreach (var vector in Vectors()) {
            foreach (var text in new[] { vector.Text("digits"), vector.Text("cpm_base64") }) {
                var (shown, alias, currency, at) = (ShownCode.Read(text), Alias(vector), Number(vector, "currency"), Number(vector, "unix") * 1_000);
                var amount = Number(vector, "amount");
                Assert.Null(Judge(shown, alias, currency, amount == 0 ? 4_321 : amount, at));
                if (amount > 0) Assert.Equal(AttemptWord.Altered, Judge(shown, alias, currency, amount + 1, at));
                Assert.Equal(AttemptWord.Altered, Judge(shown, alias with { Key = new byte[32] }, currency, amount, at));
                Assert.Equal(AttemptWord.WrongDevice, Judge(shown, alias with { Key = new byte[32], OtherKeys = [alias.Key] }, currency, amount, at));
                Assert.Equal(AttemptWord.WrongDevice, Judge(shown, alias with { PhoneEnded = true }, currency, amount, at));
                Assert.Equal(AttemptWord.AlreadyUsed, Judge(shown, alias with { IsSpent = true }, currency, amount, at));
                Assert.Equal(AttemptWord.AlreadyRefused, Judge(shown, alias with { IsSpent = true, WasRefused = true }, currency, amount, at));
                Assert.Equal(AttemptWord.Altered, Judge(shown, alias with { IsSpent = true, Wrong = 3 }, currency, amount, at));
                Assert.Equal(AttemptWord.Expired, Judge(shown, alias with { Until = at }, currency, amount, at));
                Assert.Equal(AttemptWord.Expired, Judge(shown, alias, currency, amount, at + 2 * Minute));
                Assert.Equal(AttemptWord.ClockAhead, Judge(shown, alias, currency, amount, at - 2 * Minute));
                Assert.Equal(AttemptWord.ClockBehind, Judge(shown, alias with { GivenAt = at + Minute }, currency, amount, at + 3 * Minute));
                Assert.Equal(AttemptWord.Altered, Judge(shown, alias, currency, amount, at + 61 * Minute));
            }
        }
    }

    [Fact]
    public void A_code_lives_for_thirty_to_ninety_seconds() => Gen.Select(Gen.Int[0, Vectors().Count - 1], Gen.Long[-200_000, 200_000]).Sample((index, later) => {
        var vector = Vectors()[index];
        var at = Number(vector, "unix") / 30 * 30_000;
        var isGood = Judge(ShownCode.Read(vector.Text("cpm_base64")), Alias(vector), Number(vector, "currency"), Math.Max(1, Number(vector, "amount")), at + later) is null;
        Assert.Equal(later is >= -30_000 and < 60_000, isGood);
    }, iter: Stories.Count(500));

    [Fact]
    public void A_QR_with_a_byte_of_it_altered_pays_nothing() => Gen.Select(Gen.Int[0, Vectors().Count - 1], Gen.Int[0, 200], Gen.Int[1, 255]).Sample((index, where, by) => {
        var vector = Vectors()[index];
        var bytes = Convert.FromBase64String(vector.Text("cpm_base64"));
        bytes[where % bytes.Length] ^= (byte)by;
        try {
            var shown = ShownCode.Read(Convert.ToBase64String(bytes));
            var isSame = shown.ToString() == ShownCode.Read(vector.Text("cpm_base64")).ToString();
            var cryptogram = ShownCode.Read(vector.Text("cpm_base64")).More!.Cryptogram;
            if (isSame && shown.More!.Cryptogram.AsSpan().SequenceEqual(cryptogram)) return;         // the label, which says nothing
            Assert.NotNull(Judge(shown, Alias(vector), Number(vector, "currency"), Math.Max(1, Number(vector, "amount")), Number(vector, "unix") * 1_000));
        } catch (MalformedCodeException) { }
    }, iter: Stories.Count(1_000));

    [Fact]
    public void Both_halves_make_one_key_and_no_point_off_the_curve_makes_any() {
        using var phone = System.Security.Cryptography.ECDiffieHellman.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var own = phone.ExportParameters(false).Q;
        byte[] point = [4, .. own.X!, .. own.Y!];
        var one = CodeKey.Agree("one", point)!.Value;
        Assert.Equal((65, 32), (one.HousePoint.Length, one.Key.Length));
        Assert.NotEqual(one.Key, CodeKey.Agree("one", point)!.Value.Key);
        for (var at = 0; at < point.Length; at++) {
            var spoilt = point.ToArray();
            spoilt[at] ^= 1;
            Assert.Null(CodeKey.Agree("one", spoilt));
        }
        foreach (var none in (byte[][])[[], [4], new byte[65], [4, .. new byte[64]], [.. point, 0]]) Assert.Null(CodeKey.Agree("one", none));
    }

    private static string? Judge(ShownCode shown, KnownAlias alias, long currency, long amount, long now) => CodeJudge.Refusal(shown, alias, (int)currency, amount, now);

    private static KnownAlias Alias(JsonElement vector) =>
        new(1, "phone", Convert.FromHexString(vector.Text("key")), PhoneEnded: false, GivenAt: 0, Until: long.MaxValue, Wrong: 0, IsSpent: false, WasRefused: false, []);

    private static List<JsonElement> Vectors() => [.. Examples.Read("paycode.json").GetProperty("vectors").EnumerateArray()];

    private static long Number(JsonElement vector, string name) => vector.GetProperty(name).GetInt64();
}
