using System.Text;
using System.Text.Json;
using CsCheck;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

public sealed class CanonicalJsonTests {
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{ "one": 1, "two": "Two" }""", """{"one":1,"two":"Two"}""")]
    [InlineData("""{ "b": "2", "a": "1" }""", """{"a":"1","b":"2"}""")]
    [InlineData("""{"auth":{"success":true,"mxid":"@john.doe:example.com","profile":{"display_name":"John Doe","three_pids":[{"medium":"email","address":"john.doe@example.org"},{"medium":"msisdn","address":"123456789"}]}}}""",
        """{"auth":{"mxid":"@john.doe:example.com","profile":{"display_name":"John Doe","three_pids":[{"address":"john.doe@example.org","medium":"email"},{"address":"123456789","medium":"msisdn"}]},"success":true}}""")]
    [InlineData("""{ "a": "日本語" }""", """{"a":"日本語"}""")]
    [InlineData("""{ "本": 2, "日": 1 }""", """{"日":1,"本":2}""")]
    [InlineData("""{ "a": "\u65E5" }""", """{"a":"日"}""")]
    [InlineData("""{ "a": null }""", """{"a":null}""")]
    [InlineData("""{ "a": -0, "b": 1e10 }""", """{"a":0,"b":10000000000}""")]
    [InlineData("""{ "a": "\/\u0008\u000c\u001F\u007f" }""", "{\"a\":\"/\\b\\f\\u001f\u007f\"}")]
    [InlineData("[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]")]
    public void The_specification_s_examples_come_out(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Encode(JsonElement.Parse(json))));

    [Fact]
    public void Any_json_comes_out_as_by_a_second_way() => GenJson.Value.Sample(node => {
        var json = node?.ToJsonString() ?? "null";
        Assert.Equal(GenJson.Canonical(node), Encoding.UTF8.GetString(CanonicalJson.Encode(JsonElement.Parse(json))));
    });

    [Fact]
    public void What_is_canonical_stays_as_it_is() => GenJson.Value.Sample(node => {
        var once = CanonicalJson.Encode(JsonElement.Parse(node?.ToJsonString() ?? "null"));
        Assert.Equal(once, CanonicalJson.Encode(JsonElement.Parse(once)));
    });

    [Fact]
    public void Members_composed_one_by_one_are_the_object() => GenJson.AnyObject.Sample(node => {
        var obj = JsonElement.Parse(node.ToJsonString());
        Assert.Equal(CanonicalJson.Encode(obj), CanonicalJson.Compose(obj.EnumerateObject().Select(m => (m.Name, CanonicalJson.Encode(m.Value)))));
    });

    [Fact]
    public void What_is_left_out_is_not_there_and_the_rest_is() =>
        Assert.Equal("""{"a":1,"c":{"b":2}}""", Encoding.UTF8.GetString(CanonicalJson.EncodeWithout(JsonElement.Parse("""{"c":{"b":2},"b":3,"a":1}"""), "b", "z")));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e-1")]
    [InlineData("10e-1")]
    [InlineData("1e16")]
    [InlineData("1e400")]
    [InlineData("0E07900000000000000")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("""
        "\ud800"
        """)]
    [InlineData("""
        "\udc00\ud800"
        """)]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":1}""")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Assert.Equal("M_BAD_JSON", Assert.Throws<MatrixRefusalException>(() => CanonicalJson.Encode(JsonElement.Parse($"[{json}]"))).Error.Code);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Throws<MatrixRefusalException>(() => CanonicalJson.Encode(JsonElement.Parse([(byte)'"', 0xc3, 0x28, (byte)'"'])));

    [Fact]
    public void Nesting_deeper_than_64_is_refused() {
        var options = new JsonDocumentOptions { MaxDepth = 100 };
        JsonElement Nested(int depth) => JsonElement.Parse(new string('[', depth) + new string(']', depth), options);
        Assert.Equal(128, CanonicalJson.Encode(Nested(64)).Length);
        Assert.Equal("M_BAD_JSON", Assert.Throws<MatrixRefusalException>(() => CanonicalJson.Encode(Nested(65))).Error.Code);
    }
}
