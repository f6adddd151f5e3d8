using CsCheck;
using Teahouse.People.Matrix;
using Teahouse.Talk.Push;
using static Teahouse.Talk.Tests.Push.PushEvaluatorTests;

namespace Teahouse.Talk.Tests.Push;

public sealed class PushRulesetTests {
    private const string Me = "@me:localhost";

    [Fact]
    public void The_defaults_stand_in_the_order_of_the_specification() {
        var rules = PushRuleset.Default(Me);
        Assert.Equal([".m.rule.master", ".m.rule.suppress_notices", ".m.rule.invite_for_me", ".m.rule.member_event", ".m.rule.is_user_mention",
            ".m.rule.is_room_mention", ".m.rule.tombstone", ".m.rule.reaction", ".m.rule.room.server_acl", ".m.rule.suppress_edits"],
            rules[PushKind.Override].Select(r => r.RuleId));
        Assert.Equal([".m.rule.call", ".m.rule.encrypted_room_one_to_one", ".m.rule.room_one_to_one", ".m.rule.message", ".m.rule.encrypted"],
            rules[PushKind.Underride].Select(r => r.RuleId));
        Assert.Equal([".m.rule.master"], rules[PushKind.Override].Where(r => !r.Enabled).Select(r => r.RuleId));
        Assert.Empty(rules.Edits(Me).GetProperty("override").EnumerateArray());
    }

    [Fact]
    public void A_new_rule_is_the_most_important_of_its_own_and_can_be_placed() {
        var rules = Own("b").Set(PushKind.Override, New("a"));
        Assert.Equal([".m.rule.master", "a", "b", ".m.rule.suppress_notices"], Ids(rules).Take(4));
        Assert.Equal(["a", "c", "b"], OwnIds(rules.Set(PushKind.Override, New("c"), before: "b")));
        Assert.Equal(["a", "b", "c"], OwnIds(rules.Set(PushKind.Override, New("c"), after: "b")));
        Assert.Equal(["c", "a", "b"], OwnIds(rules.Set(PushKind.Override, New("c"), before: "a", after: "b")));
        Assert.Equal(["b", "a"], OwnIds(rules.Set(PushKind.Override, New("a"), after: "b")));
    }

    [Fact]
    public void A_changed_rule_keeps_its_place_and_whether_it_is_enabled() {
        var rules = Own("b").Set(PushKind.Override, New("a")).SetEnabled(PushKind.Override, "b", false)
            .Set(PushKind.Override, Rule(PushKind.Override, "b", """{"actions":["notify"]}"""));
        Assert.Equal(["a", "b"], OwnIds(rules));
        Assert.False(rules.Get(PushKind.Override, "b").Enabled);
        Assert.Equal("""["notify"]""", rules.Get(PushKind.Override, "b").Actions.GetRawText());
    }

    [Fact]
    public void Historical_actions_are_dropped() =>
        Assert.Equal("[]", Rule(PushKind.Room, "!x:y", """{"actions":["dont_notify","coalesce"]}""").Actions.GetRawText());

    [Theory]
    [InlineData("override", ".mine", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData("override", "a/b", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData("override", "a\\b", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData("device", "a", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData("override", "a", "{}", "M_MISSING_PARAM")]
    [InlineData("override", "a", """{"actions":"notify"}""", "M_BAD_JSON")]
    [InlineData("override", "a", """{"actions":[7]}""", "M_BAD_JSON")]
    [InlineData("override", "a", """{"actions":["dance"]}""", "M_INVALID_PARAM")]
    [InlineData("override", "a", """{"actions":[{}]}""", "M_INVALID_PARAM")]
    [InlineData("override", "a", """{"actions":[],"conditions":["x"]}""", "M_BAD_JSON")]
    [InlineData("override", "a", """{"actions":[],"conditions":[{}]}""", "M_MISSING_PARAM")]
    [InlineData("content", "a", """{"actions":[]}""", "M_MISSING_PARAM")]
    [InlineData("content", "a", """{"actions":[],"pattern":1}""", "M_BAD_JSON")]
    public void A_bad_rule_is_refused(string kind, string id, string body, string code) =>
        Refused(code, () => Rule(PushRuleset.Kind(kind), id, body));

    [Fact]
    public void A_place_beside_a_rule_that_is_not_one_s_own_is_refused() {
        Refused("M_UNKNOWN", () => Own("a").Set(PushKind.Override, New("b"), before: "nobody"));
        Refused("M_UNKNOWN", () => Own("a").Set(PushKind.Override, New("b"), after: ".m.rule.master"));
        Refused("M_UNKNOWN", () => Own("a").Set(PushKind.Override, New("a"), before: "a"));
    }

    [Fact]
    public void What_is_not_there_is_not_found_and_a_default_cannot_be_deleted() {
        Refused("M_NOT_FOUND", () => Own("a").Remove(PushKind.Override, "b"));
        Refused("M_NOT_FOUND", () => Own("a").SetEnabled(PushKind.Content, "a", true));
        Refused("M_INVALID_PARAM", () => Own("a").Remove(PushKind.Override, ".m.rule.master"));
        Assert.Empty(OwnIds(Own("a").Remove(PushKind.Override, "a")));
    }

    [Fact]
    public void Rules_have_an_end() => Refused("M_TOO_LARGE", () => {
        var rules = PushRuleset.Default(Me);
        for (var i = 0; i < 5_000; i += 50) rules = Enumerable.Range(i, 50).Aggregate(rules, (r, n) =>
            r.Set(PushKind.Override, Rule(PushKind.Override, $"rule{n}", $$"""{"actions":[{"set_tweak":"sound","value":"{{new string('x', 2_000)}}"}]}""")));
        return rules;
    });

    [Fact]
    public void What_is_kept_brings_back_every_edit() =>
        Gen.Int[0, 5].Array[0, 12].Sample(steps => {
            var edited = steps.Select((step, i) => (step, i)).Aggregate(PushRuleset.Default(Me), (rules, s) => s.step switch {
                0 => rules.Set(PushKind.Override, New($"r{s.i}")),
                1 => rules.Set(PushKind.Content, Rule(PushKind.Content, $"c{s.i % 3}", """{"actions":["notify"],"pattern":"t?a*"}""")),
                2 => rules.SetEnabled(PushKind.Override, ".m.rule.master", s.i % 2 == 0),
                3 => rules.SetActions(PushKind.Underride, ".m.rule.message", Json("""["notify",{"set_tweak":"sound","value":"x"}]""")),
                4 => rules.Set(PushKind.Sender, Rule(PushKind.Sender, "@a:b", """{"actions":[]}""")).SetEnabled(PushKind.Sender, "@a:b", false),
                _ => rules.SetEnabled(PushKind.Underride, ".m.rule.call", false),
            });
            var again = PushRuleset.Merge(Me, Json(edited.Edits(Me).GetRawText()));
            return again.Global().GetRawText() == edited.Global().GetRawText();
        });

    private static PushRule New(string id) => Rule(PushKind.Override, id, """{"actions":[],"conditions":[{"kind":"event_match","key":"type","pattern":"x"}]}""");

    private static PushRuleset Own(string id) => PushRuleset.Default(Me).Set(PushKind.Override, New(id));

    private static IEnumerable<string> Ids(PushRuleset rules) => rules[PushKind.Override].Select(r => r.RuleId);

    private static IEnumerable<string> OwnIds(PushRuleset rules) => rules[PushKind.Override].Where(r => !r.Default).Select(r => r.RuleId);

    private static void Refused(string code, Func<object> edit) => Assert.Equal(code, Assert.Throws<MatrixRefusalException>(edit).Error.Code);
}
