using System.Text.Json;
using CsCheck;
using Teahouse.Talk.Push;

namespace Teahouse.Talk.Tests.Push;

public sealed class PushEvaluatorTests {
    private const string Me = "@me:localhost";
    private static readonly PushContext Group = new(Me, "Mei", MemberCount: 5, SenderPowerLevel: 0);
    private static readonly PushOutcome Loud = new(true, false, "default");
    private static readonly PushOutcome Plain = new(true, false, null);

    [Fact]
    public void A_message_in_a_group_notifies_and_between_two_it_rings() {
        Assert.Equal(Plain, Default(Message("""{"msgtype":"m.text","body":"hi"}"""), Group));
        Assert.Equal(Loud, Default(Message("""{"msgtype":"m.text","body":"hi"}"""), Group with { MemberCount = 2 }));
        Assert.Equal(Plain, Default(Event("m.room.encrypted", "{}"), Group));
        Assert.Equal(Loud, Default(Event("m.room.encrypted", "{}"), Group with { MemberCount = 2 }));
    }

    [Fact]
    public void A_mention_highlights() =>
        Assert.Equal(new(true, true, "default"), Default(Message($$"""{"body":"hi","m.mentions":{"user_ids":["{{Me}}"]} }"""), Group));

    [Fact]
    public void A_mention_of_the_room_needs_the_power_for_it() {
        var mention = Message("""{"body":"hi","m.mentions":{"room":true} }""");
        Assert.Equal(Plain, Default(mention, Group with { SenderPowerLevel = 49 }));
        Assert.Equal(new(true, true, null), Default(mention, Group with { SenderPowerLevel = 50 }));
        var levels = new Dictionary<string, long> { ["room"] = 10 };
        Assert.Equal(new(true, true, null), Default(mention, Group with { SenderPowerLevel = 10, NotificationLevels = levels }));
    }

    [Theory]
    [InlineData("m.room.message", """{"msgtype":"m.notice","body":"x"}""")]
    [InlineData("m.reaction", "{}")]
    [InlineData("m.room.message", """{"body":"x","m.relates_to":{"rel_type":"m.replace"} }""")]
    [InlineData("m.room.topic", "{}")]
    public void Notices_reactions_edits_and_topics_stay_silent(string type, string content) =>
        Assert.Equal(PushOutcome.Silent, Default(Event(type, content), Group));

    [Fact]
    public void An_invitation_rings_for_whom_it_is_meant() {
        Assert.Equal(Loud, Default(Event("m.room.member", """{"membership":"invite"}""", Me), Group));
        Assert.Equal(PushOutcome.Silent, Default(Event("m.room.member", """{"membership":"invite"}""", "@other:localhost"), Group));
    }

    [Fact]
    public void Rules_that_nobody_edited_are_shared_and_mean_each_who_asks() {
        var mention = Message($$"""{"body":"hi","m.mentions":{"user_ids":["{{Me}}"]} }""");
        var invitation = Event("m.room.member", """{"membership":"invite"}""", Me);
        var other = Group with { UserId = "@other:localhost" };
        Assert.Equal(new(true, true, "default"), PushEvaluator.OfDefaults.Evaluate(mention, Group));
        Assert.Equal(Plain, PushEvaluator.OfDefaults.Evaluate(mention, other));
        Assert.Equal(Loud, PushEvaluator.OfDefaults.Evaluate(invitation, Group));
        Assert.Equal(PushOutcome.Silent, PushEvaluator.OfDefaults.Evaluate(invitation, other));
    }

    [Fact]
    public void Own_events_and_those_of_ignored_people_never_notify() {
        var message = Message("""{"body":"hi"}""");
        Assert.Equal(PushOutcome.Silent, Default(message, Group with { UserId = "@you:localhost" }));
        Assert.Equal(PushOutcome.Silent, Default(message, Group with { Ignored = new HashSet<string> { "@you:localhost" } }));
    }

    [Fact]
    public void A_person_s_own_rule_wins_over_a_default_and_master_over_all() {
        var rules = PushRuleset.Default(Me).Set(PushKind.Room, Rule(PushKind.Room, "!tea:localhost", """{"actions":[]}"""));
        Assert.Equal(PushOutcome.Silent, PushEvaluator.Evaluate(rules, Message("""{"body":"hi"}"""), Group));
        rules = PushRuleset.Default(Me)
            .Set(PushKind.Override, Rule(PushKind.Override, "all", """{"actions":["notify",{"set_tweak":"sound","value":"gong"}]}"""));
        Assert.Equal(new(true, false, "gong"), PushEvaluator.Evaluate(rules, Message("""{"body":"hi","msgtype":"m.notice"}"""), Group));
        rules = rules.SetEnabled(PushKind.Override, ".m.rule.master", true);
        Assert.Equal(PushOutcome.Silent, PushEvaluator.Evaluate(rules, Message("""{"body":"hi"}"""), Group));
    }

    [Theory]
    [InlineData("""{"kind":"event_match","key":"content.body","pattern":"tea*time"}""", true)]
    [InlineData("""{"kind":"event_match","key":"content.a\\.b","pattern":"DEEP"}""", true)]
    [InlineData("""{"kind":"event_match","key":"content.a.b","pattern":"deep"}""", false)]
    [InlineData("""{"kind":"event_match","key":"content.n","pattern":"*"}""", false)]
    [InlineData("""{"kind":"event_match","key":"content.missing","pattern":"*"}""", false)]
    [InlineData("""{"kind":"event_match","key":"content.body"}""", false)]
    [InlineData("""{"kind":"event_property_is","key":"content.n","value":7}""", true)]
    [InlineData("""{"kind":"event_property_is","key":"content.n","value":"7"}""", false)]
    [InlineData("""{"kind":"event_property_is","key":"content.half","value":0.5}""", false)]
    [InlineData("""{"kind":"event_property_is","key":"content.nothing","value":null}""", true)]
    [InlineData("""{"kind":"event_property_is","key":"content.missing","value":null}""", false)]
    [InlineData("""{"kind":"event_property_contains","key":"content.list","value":"one"}""", true)]
    [InlineData("""{"kind":"event_property_contains","key":"content.list","value":"on"}""", false)]
    [InlineData("""{"kind":"event_property_contains","key":"content.body","value":"tea"}""", false)]
    [InlineData("""{"kind":"contains_display_name"}""", true)]
    [InlineData("""{"kind":"room_member_count","is":"5"}""", true)]
    [InlineData("""{"kind":"room_member_count","is":"==5"}""", true)]
    [InlineData("""{"kind":"room_member_count","is":"<5"}""", false)]
    [InlineData("""{"kind":"room_member_count","is":"<=5"}""", true)]
    [InlineData("""{"kind":"room_member_count","is":">4"}""", true)]
    [InlineData("""{"kind":"room_member_count","is":">=6"}""", false)]
    [InlineData("""{"kind":"room_member_count","is":"=5"}""", false)]
    [InlineData("""{"kind":"room_member_count","is":"99999999999999999999"}""", false)]
    [InlineData("""{"kind":"of_the_future"}""", false)]
    public void Each_condition_holds_as_the_specification_says(string condition, bool expected) {
        var content = """{"body":"Mei, tea is in due time","a.b":"deep","n":7,"half":0.5,"nothing":null,"list":[["one"],1,"one"]}""";
        var holds = PushCondition.Of(Json(condition)).Holds(new(Message(content)), Group);
        Assert.Equal(expected, holds);
    }

    [Fact]
    public void An_escaped_path_is_read_back() => Gen.Char["a.\\x"].Array[0, 5].Select(c => new string(c)).List[1, 4].Sample(names =>
        PropertyPath.Parse(PropertyPath.Escape(names)).Names.SequenceEqual(names));

    [Fact]
    public void An_unknown_escape_stands_for_itself() => Assert.Equal([@"a\x", "b"], PropertyPath.Parse(@"a\x.b").Names);

    internal static PushRule Rule(PushKind kind, string id, string body) => PushRule.FromRequest(kind, id, Json(body));

    internal static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static PushOutcome Default(JsonElement clientEvent, PushContext context) =>
        PushEvaluator.Evaluate(PushRuleset.Default(Me), clientEvent, context);

    private static JsonElement Message(string content) => Event("m.room.message", content);

    private static JsonElement Event(string type, string content, string? stateKey = null) => Json(
        $$"""{"type":"{{type}}","sender":"@you:localhost","room_id":"!tea:localhost","content":{{content}}"""
        + (stateKey is null ? "}" : $$""","state_key":"{{stateKey}}"}"""));
}
