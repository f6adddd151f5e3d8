using System.Text.Json;
using CsCheck;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>What is unread and highlighted, against a model that looks at every event with the naked eye.</summary>
public sealed class UnreadModelTests {
    private enum Act { Say, Redact, Read, ReadPrivately, Mute, Unmute, Watch, Unwatch, Ignore, Heed, Look }

    private enum Kind { Plain, Tea, Teapot, Notice, NoticeWithMention, MentionLi, MentionWu, MentionRoom, Reaction, Edit, EditWithMention, Encrypted, Sticker }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_is_unread_is_what_a_plain_count_says(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var wu = await Townsperson.Register(server, "wu", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var plans = Gen.Select(Gen.Frequency((12, Gen.Const(Act.Say)), (1, Gen.Const(Act.Redact)), (2, Gen.Const(Act.Read)), (1, Gen.Const(Act.ReadPrivately)),
                (1, Gen.OneOf(Act.Mute, Act.Unmute)), (1, Gen.OneOf(Act.Watch, Act.Unwatch)), (1, Gen.OneOf(Act.Ignore, Act.Heed)), (4, Gen.Const(Act.Look))),
            Gen.Enum<Kind>(), Gen.Int[0, 2], Gen.Int[0, 1_000]).List[8, 40];
        await plans.SampleAsync(async plan => {
            var room = new CountedRoom(mei, wu, li, await mei.CreateRoom(new { preset = "public_chat" }, Stop));
            await room.Open();
            foreach (var (act, what, who, which) in plan) await room.Do(act, what, who, which);
            await room.Do(Act.Look, default, 0, 0);
        }, iter: Stories.Count(10), threads: 1);
    }

    private sealed record Said(string EventId, string Sender, Kind What) {
        public bool IsRedacted { get; set; }
    }

    /// <summary>A room in which Li counts; Mei has power there, Wu has none.</summary>
    private sealed class CountedRoom(Townsperson mei, Townsperson wu, Townsperson li, string roomId) {
        private readonly List<Said> said = [];
        private int readTo;
        private bool muted, watched, ignored;

        private string Room => Uri.EscapeDataString(roomId);

        public async Task Open() {
            foreach (var person in new[] { wu, li }) await person.Call("POST", $"/rooms/{Room}/join", new { }, Stop);
            await Do(Act.Heed, default, 0, 0);
            await li.Send("DELETE", "/pushrules/global/content/tea", null, Stop);
        }

        public async Task Do(Act act, Kind what, int who, int which) {
            var chosen = said.Count > 0 ? which % said.Count : -1;
            switch (act) {
                case Act.Say:
                    said.Add(await Say(who switch { 0 => mei, 1 => wu, _ => li }, what));
                    break;
                case Act.Redact when chosen >= 0:
                    await mei.Call("PUT", $"/rooms/{Room}/redact/{Uri.EscapeDataString(said[chosen].EventId)}/{Guid.NewGuid():N}", new { }, Stop);
                    said[chosen].IsRedacted = true;
                    break;
                case Act.Read or Act.ReadPrivately when chosen >= 0:
                    var type = act == Act.Read ? "m.read" : "m.read.private";
                    await li.Call("POST", $"/rooms/{Room}/receipt/{type}/{Uri.EscapeDataString(said[chosen].EventId)}", new { }, Stop);
                    readTo = Math.Max(readTo, chosen + 1);
                    break;
                case Act.Mute or Act.Unmute:
                    if (act == Act.Mute) await li.Call("PUT", $"/pushrules/global/room/{Room}", new { actions = Array.Empty<string>() }, Stop);
                    else if (muted) await li.Call("DELETE", $"/pushrules/global/room/{Room}", null, Stop);
                    muted = act == Act.Mute;
                    break;
                case Act.Watch or Act.Unwatch:
                    if (act == Act.Watch) await li.Call("PUT", "/pushrules/global/content/tea", """{"pattern":"tea","actions":["notify",{"set_tweak":"highlight"}]}""", Stop);
                    else if (watched) await li.Call("DELETE", "/pushrules/global/content/tea", null, Stop);
                    watched = act == Act.Watch;
                    break;
                case Act.Ignore or Act.Heed:
                    await li.Call("PUT", $"/user/{Uri.EscapeDataString(li.UserId)}/account_data/m.ignored_user_list",
                        new { ignored_users = act == Act.Ignore ? new Dictionary<string, object> { [wu.UserId] = new { } } : [] }, Stop);
                    ignored = act == Act.Ignore;
                    break;
                case Act.Look:
                    Assert.Equal(Counted(), await Told());
                    break;
            }
        }

        private (long, long) Counted() {
            var counts = said.Skip(readTo).Select(Count).ToList();
            return (counts.Count(c => c != None), counts.Count(c => c == Highlight));
        }

        private const int None = 0, Notify = 1, Highlight = 2;

        private int Count(Said one) {
            if (one.Sender == li.UserId || (ignored && one.Sender == wu.UserId)) return None;
            var hasWords = !one.IsRedacted;
            var isMessage = one.What is not (Kind.Reaction or Kind.Encrypted or Kind.Sticker);
            if (hasWords) {
                if (one.What is Kind.Notice or Kind.NoticeWithMention) return None;
                if (one.What is Kind.MentionLi or Kind.EditWithMention) return Highlight;
                if (one.What is Kind.MentionRoom && one.Sender == mei.UserId) return Highlight;
                if (one.What is Kind.Edit) return None;
                if (watched && one.What is Kind.Tea) return Highlight;
            }
            return !muted && (isMessage || one.What == Kind.Encrypted) ? Notify : None;
        }

        private async Task<(long, long)> Told() {
            var sync = await li.Sync(null, 0, Stop, $$$"""{"room":{"rooms":["{{{roomId}}}"],"timeline":{"limit":1}} }""");
            var counts = sync.GetProperty("rooms").GetProperty("join").GetProperty(roomId).GetProperty("unread_notifications");
            return (counts.GetProperty("notification_count").GetInt64(), counts.GetProperty("highlight_count").GetInt64());
        }

        private async Task<Said> Say(Townsperson sender, Kind what) {
            var type = what switch { Kind.Reaction => "m.reaction", Kind.Encrypted => "m.room.encrypted", Kind.Sticker => "m.sticker", _ => "m.room.message" };
            var answer = await sender.Call("PUT", $"/rooms/{Room}/send/{type}/{Guid.NewGuid():N}", Content(what), Stop);
            return new(answer.GetProperty("event_id").GetString()!, sender.UserId, what);
        }

        private string Content(Kind what) {
            var about = said.Count > 0 ? said[0].EventId : "$nothing";
            return what switch {
                Kind.Tea => """{"msgtype":"m.text","body":"green TEA, please"}""",
                Kind.Teapot => """{"msgtype":"m.text","body":"teapots and steam"}""",
                Kind.Notice => """{"msgtype":"m.notice","body":"x"}""",
                Kind.NoticeWithMention => $$$"""{"msgtype":"m.notice","body":"x","m.mentions":{"user_ids":["{{{li.UserId}}}"]} }""",
                Kind.MentionLi => $$$"""{"msgtype":"m.text","body":"x","m.mentions":{"user_ids":["{{{wu.UserId}}}","{{{li.UserId}}}"]} }""",
                Kind.MentionWu => $$$"""{"msgtype":"m.text","body":"x","m.mentions":{"user_ids":["{{{wu.UserId}}}"]} }""",
                Kind.MentionRoom => """{"msgtype":"m.text","body":"x","m.mentions":{"room":true}}""",
                Kind.Reaction => $$$"""{"m.relates_to":{"rel_type":"m.annotation","event_id":"{{{about}}}","key":"{{{Guid.NewGuid()}}}"} }""",
                Kind.Edit => Edit(about, "{}"),
                Kind.EditWithMention => Edit(about, $$$"""{"user_ids":["{{{li.UserId}}}"]}"""),
                Kind.Encrypted => """{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"x"}""",
                _ => """{"msgtype":"m.text","body":"x"}""",
            };
        }

        private static string Edit(string about, string mentions) => JsonSerializer.Serialize(new Dictionary<string, object> {
            ["msgtype"] = "m.text", ["body"] = "* x", ["m.new_content"] = new { msgtype = "m.text", body = "x" },
            ["m.relates_to"] = new { rel_type = "m.replace", event_id = about }, ["m.mentions"] = JsonElement.Parse(mentions),
        });
    }
}
