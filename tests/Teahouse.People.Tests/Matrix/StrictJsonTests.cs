using System.Text;
using Teahouse.People.Matrix;

namespace Teahouse.People.Tests.Matrix;

public sealed class StrictJsonTests {
    [Theory]
    [InlineData("""{"a":"\ud83c\udf75 \ud83d\uDE00"}""")]
    [InlineData("""{"a":"🍵","b":[1,{"c":"\\ud800"}]}""")]
    public void What_is_JSON_is_read(string json) =>
        Assert.NotNull(StrictJson.Parse(Encoding.UTF8.GetBytes(json)).GetProperty("a").GetString());

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":["\udf75\ud83c"]}""")]
    [InlineData("""{"b":{"\uD83C":0}}""")]
    public void What_no_two_readers_understand_alike_is_bad_JSON(string json) => Assert.Equal("M_BAD_JSON", Refusal(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void What_is_no_JSON_is_not_JSON() {
        foreach (var text in new[] { "", "{", "{} {}", "{\"a\":}", new string('[', 65) + new string(']', 65) }) {
            Assert.Equal("M_NOT_JSON", Refusal(Encoding.UTF8.GetBytes(text)));
        }
        Assert.Equal("M_NOT_JSON", Refusal([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]));
    }

    private static string Refusal(byte[] json) => Assert.Throws<MatrixRefusalException>(() => StrictJson.Parse(json)).Error.Code;
}
