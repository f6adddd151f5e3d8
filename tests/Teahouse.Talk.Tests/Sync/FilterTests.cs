using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Teahouse.People.Matrix;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Tests.Sync;

public sealed class FilterTests {
    private const string Tea = """{"type":"m.room.message","sender":"@mei:localhost","content":{"body":"tea","url":"mxc://a/b","m.x":{"y":1,"z":2}}}""";

    [Fact]
    public void A_filter_that_says_nothing_lets_everything_through() {
        var filter = Filter.Parse(Json("{}"));
        Assert.True(filter.Timeline.Allows(Json(Tea), "!a:b"));
        Assert.Equal(10, filter.Timeline.Limit);
        Assert.Null(filter.Fields);
        Assert.False(filter.IncludeLeave || filter.FederationFormat || filter.State.LazyLoadMembers);
    }

    [Theory]
    [InlineData("""{"types":["m.room.*"]}""", true)]
    [InlineData("""{"types":["m.*.message"]}""", true)]
    [InlineData("""{"types":["m.room"]}""", false)]
    [InlineData("""{"types":[]}""", false)]
    [InlineData("""{"types":["*"],"not_types":["*.message"]}""", false)]
    [InlineData("""{"senders":["@mei:localhost"]}""", true)]
    [InlineData("""{"senders":["@li:localhost"]}""", false)]
    [InlineData("""{"senders":["@mei:localhost"],"not_senders":["@mei:localhost"]}""", false)]
    [InlineData("""{"rooms":["!a:b"]}""", true)]
    [InlineData("""{"rooms":["!c:d"]}""", false)]
    [InlineData("""{"rooms":["!a:b"],"not_rooms":["!a:b"]}""", false)]
    [InlineData("""{"contains_url":true}""", true)]
    [InlineData("""{"contains_url":false}""", false)]
    public void Each_condition_counts_and_what_is_excluded_stays_out(string filter, bool expected) =>
        Assert.Equal(expected, EventFilter.Parse(Json(filter)).Allows(Json(Tea), "!a:b"));

    [Theory]
    [InlineData("""{"limit":1}""", 1)]
    [InlineData("""{"limit":100000000000}""", 100)]
    public void A_limit_has_a_limit(string filter, int expected) => Assert.Equal(expected, EventFilter.Parse(Json(filter)).Limit);

    [Fact]
    public void Each_part_of_a_filter_is_read() {
        var filter = Filter.Parse(Json("""
            {"event_format":"federation","presence":{"types":[]},"room":{"not_rooms":["!no:b"],"include_leave":true,
             "state":{"lazy_load_members":true,"include_redundant_members":true},"timeline":{"unread_thread_notifications":true}}}
            """));
        Assert.True(filter.FederationFormat && filter.IncludeLeave && filter.State.LazyLoadMembers && filter.State.IncludeRedundantMembers);
        Assert.True(filter.Timeline.UnreadThreadNotifications);
        Assert.False(filter.Rooms.AllowsRoom("!no:b"));
        Assert.True(filter.Rooms.AllowsRoom("!yes:b"));
        Assert.False(filter.Presence.AllowsType("m.presence"));
    }

    [Theory]
    [InlineData("[]", "M_BAD_JSON")]
    [InlineData("""{"room":[]}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"timeline":"x"}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"timeline":{"limit":"7"}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"timeline":{"limit":0}}}""", "M_INVALID_PARAM")]
    [InlineData("""{"room":{"timeline":{"types":"m.room"}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"timeline":{"types":[1]}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"state":{"lazy_load_members":"yes"}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"rooms":["a:b"]}}""", "M_INVALID_PARAM")]
    [InlineData("""{"presence":{"senders":["mei"]}}""", "M_INVALID_PARAM")]
    [InlineData("""{"event_format":"xml"}""", "M_INVALID_PARAM")]
    [InlineData("""{"event_fields":{}}""", "M_BAD_JSON")]
    public void A_bad_filter_is_refused(string filter, string code) =>
        Assert.Equal(code, Assert.Throws<MatrixRefusalException>(() => Filter.Parse(Json(filter))).Error.Code);

    [Theory]
    [InlineData("""["type","content.body"]""", """{"type":"m.room.message","content":{"body":"tea"}}""")]
    [InlineData("""["content.m\\.x.y"]""", """{"content":{"m.x":{"y":1}}}""")]
    [InlineData("""["content.m.x","sender.deep"]""", """{"content":{}}""")]
    [InlineData("""["content","content.body"]""", """{"content":{"body":"tea","url":"mxc://a/b","m.x":{"y":1,"z":2}}}""")]
    public void Only_the_fields_asked_for_remain(string fields, string expected) {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory)) Filter.Parse(Json($$"""{"event_fields":{{fields}}}""")).Fields!.Write(json, Json(Tea));
        Assert.Equal(expected, Encoding.UTF8.GetString(memory.ToArray()));
    }

    [Fact]
    public void Types_match_as_a_regular_expression_does() =>
        Gen.Select(Gen.Char["ab.*"].Array[0, 6].Select(c => new string(c)), Gen.Char["ab."].Array[0, 8].Select(c => new string(c)))
            .Sample((pattern, type) => TypePattern.Of(pattern).Matches(type)
                == Regex.IsMatch(type, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}\\z"));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
