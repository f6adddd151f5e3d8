using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Money that somebody asks others for: paid once by whoever is asked, or not at all.</summary>
public sealed class TallyTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_bill_is_split_and_each_pays_their_part_once_or_declines_it(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        using var bo = await Payer.With(house, "bo", 1_000);
        var fox = await house.Register("fox");
        var room = await mei.Chat.RoomWith(li.Chat, bo.Chat, fox);
        var stranger = await house.Register("stranger");
        var key = Guid.NewGuid();
        object[] parts = [new { who = "mei" }, new { who = "li" }, new { who = "@bo:localhost" }];
        var made = (await mei.Chat.AskFor(key, room, 1_000, parts, " Hotpot ")).Is(200);
        Assert.Equal(made.Text("id"), (await mei.Chat.AskFor(key, room, 1_000, parts, "Hotpot")).Is(200).Text("id"));
        Assert.Equal("ORG.TEAHOUSE.ID_USED_OTHERWISE", (await mei.Chat.AskFor(key, room, 1_001, parts, "Hotpot")).Is(409).Code);
        var tally = made.Text("id");
        Assert.Equal([("@mei:localhost", 334, "own"), ("@li:localhost", 333, "asked"), ("@bo:localhost", 333, "asked")], await li.Chat.Parts(tally));

        // Of the room, who has no part sees how many have paid, and not who; who is elsewhere learns of nothing.
        var seen = (await fox.Look(tally)).Is(200);
        Assert.Equal((2, 0, "Hotpot"), (seen.Json.GetProperty("asked").GetInt32(), seen.Json.GetProperty("paid").GetInt32(), seen.Text("note")));
        Assert.False(seen.Json.TryGetProperty("parts", out _) || seen.Json.TryGetProperty("mine", out _));
        (await stranger.Look(tally)).Is(404);
        (await fox.DeclineTally(tally)).Is(403);
        (await (await fox.OpenWallet()).AskToPayTally(Guid.NewGuid(), tally)).Is(404, "notFound");
        (await li.Chat.WithdrawTally(tally)).Is(403);

        var shown = (await li.Wallet.Send("GET", $"/pay/v1/tallies/{tally}")).Is(200);
        Assert.Equal(("@mei:localhost", 333, false, "asked"), (shown.Json.GetProperty("asker").GetProperty("userId").GetString(),
            shown.Json.GetProperty("amount").GetProperty("minor").GetInt64(), shown.Json.GetProperty("known").GetBoolean(), shown.Text("state")));
        (await mei.Wallet.Send("GET", $"/pay/v1/tallies/{tally}")).Is(404, "notFound");
        await using var open = await OpenStream.Of(mei.Wallet);
        var pays = Guid.NewGuid();
        var asked = (await li.Wallet.AskToPayTally(pays, tally)).Is(403, "confirmationNeeded");
        Assert.Equal("@mei:localhost", asked.Json.GetProperty("confirms").GetProperty("to").GetProperty("userId").GetString());
        var paid = (await li.Wallet.AskToPayTally(pays, tally, asked.Proof(li.Device))).Is(200);
        Assert.Equal(tally, (await open.Next("tally")).GetProperty("id").GetString());
        Assert.Equal(paid.Body, (await li.Wallet.AskToPayTally(pays, tally)).Is(200).Body);
        (await li.Wallet.AskToPayTally(Guid.NewGuid(), tally)).Is(409, "tallyOver");
        Assert.Equal("paid", (await li.Chat.DeclineTally(tally)).Is(200).Json.GetProperty("mine").GetProperty("state").GetString());
        Assert.Equal("settled", (await bo.Chat.DeclineTally(tally)).Is(200).Text("state"));
        (await bo.Wallet.AskToPayTally(Guid.NewGuid(), tally)).Is(409, "tallyOver");
        Assert.Equal([("@mei:localhost", 334, "own"), ("@li:localhost", 333, "paid"), ("@bo:localhost", 333, "declined")], await bo.Chat.Parts(tally));
        Assert.Equal((333, 667, 1_000), (await mei.Wallet.Has(), await li.Wallet.Has(), await bo.Wallet.Has()));
        Assert.Equal(("tally", 333, 333, "@li:localhost"), (await mei.Wallet.Moved("?q=hotpot&kind=tally")).Single());
        Assert.Equal(("tally", -333, 667, "@mei:localhost"), (await li.Wallet.Moved()).First());
        Assert.True((await li.Wallet.Send("GET", $"/pay/v1/tallies/{await mei.Chat.Split(room, 1, "li")}")).Is(200).Json.GetProperty("known").GetBoolean());
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_that_pay_one_part_at_once_one_does_and_what_is_withdrawn_or_late_is_not_paid(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        var room = await mei.Chat.RoomWith(li.Chat);
        var tally = await mei.Chat.Split(room, 100, "li");
        var keys = Enumerable.Range(0, 6).Select(_ => Guid.NewGuid()).ToList();
        var proofs = new List<object>();
        foreach (var key in keys) proofs.Add((await li.Wallet.AskToPayTally(key, tally)).Is(403, "confirmationNeeded").Proof(li.Device));
        var heard = await Task.WhenAll(keys.Select((key, i) => li.Wallet.AskToPayTally(key, tally, proofs[i])));
        Assert.Equal(1, heard.Count(h => h.Status == 200));
        Assert.All(heard.Where(h => h.Status != 200), h => Assert.Contains(h.Code, (string[])["tallyOver", "passkeyRefused"]));
        Assert.Equal((100, 900), (await mei.Wallet.Has(), await li.Wallet.Has()));

        var withdrawn = await mei.Chat.Split(room, 100, "li");
        var late = Guid.NewGuid();
        var asked = (await li.Wallet.AskToPayTally(late, withdrawn)).Is(403, "confirmationNeeded");
        Assert.Equal("withdrawn", (await mei.Chat.WithdrawTally(withdrawn)).Is(200).Text("state"));
        (await li.Wallet.AskToPayTally(late, withdrawn, asked.Proof(li.Device))).Is(409, "tallyOver");
        Assert.Equal("withdrawn", await li.Chat.Mine(withdrawn));
        Assert.Equal("withdrawn", (await li.Chat.DeclineTally(withdrawn)).Is(200).Json.GetProperty("mine").GetProperty("state").GetString());

        var over = await mei.Chat.Split(room, 100, "li");
        await house.Change("UPDATE pay_tally SET until = at WHERE withdrawn = 0");
        Assert.Equal(("late", "late"), ((await mei.Chat.Look(over)).Is(200).Text("state"), await li.Chat.Mine(over)));
        (await li.PayTally(over)).Is(409, "tallyOver");
        Assert.Equal("late", (await mei.Chat.WithdrawTally(over)).Is(200).Text("state"));
        Assert.Equal((100, 900), (await mei.Wallet.Has(), await li.Wallet.Has()));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_ledger_does_not_move_is_asked_for_again_and_a_server_that_dies_on_the_way_loses_nothing(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 100);
        var room = await mei.Chat.RoomWith(li.Chat);
        var tally = await mei.Chat.Split(room, 80, "li");
        (await li.PayTally(await mei.Chat.Split(room, 101, "li"))).Is(409, "fundsInsufficient");
        // The money goes elsewhere between the question and its answer: the key has failed for ever, the part has not.
        var key = Guid.NewGuid();
        var asked = (await li.Wallet.AskToPayTally(key, tally)).Is(403, "confirmationNeeded");
        (await li.Pay(Guid.NewGuid(), "mei", 50)).Is(200);
        (await li.Wallet.AskToPayTally(key, tally, asked.Proof(li.Device))).Is(409, "fundsInsufficient");
        Assert.Equal("asked", await li.Chat.Mine(tally));
        (await li.Wallet.Play(Guid.NewGuid(), 50)).Is(200);
        (await li.Wallet.AskToPayTally(key, tally)).Is(409, "fundsInsufficient");
        (await li.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);
        (await li.PayTally(tally)).Is(409, "walletFrozen");
        var thaw = await li.Wallet.Send("POST", "/pay/v1/unfreeze", new { });
        (await li.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = thaw.Proof(li.Device) })).Is(200);
        var pays = Guid.NewGuid();
        (await li.PayTally(tally, pays)).Is(200);
        (await li.PayTally(await mei.Chat.Split(room, 5, "li"), pays)).Is(409, "idUsedOtherwise");
        Assert.Equal((130, 20), (await mei.Wallet.Has(), await li.Wallet.Has()));

        // As if the server had died when the part was claimed: before the ledger was asked, or after. The rest was withdrawn meanwhile.
        var dead = await mei.Chat.Split(room, 20, "li");
        await house.Change("UPDATE pay_tally_part SET state = 1, at = 0, transfer = tally WHERE state = 0 AND amount = 20");
        await house.Change("UPDATE pay_tally_part SET state = 1, at = 0 WHERE state = 10");
        Assert.Equal("open", (await mei.Chat.WithdrawTally(dead)).Is(200).Text("state"));
        Assert.Equal("onItsWay", await li.Chat.Mine(dead));
        await using (await house.Beside()) await house.Until(() => house.Count("SELECT count(*) FROM pay_tally_part WHERE state = 10"), 2);
        Assert.Equal((150, 0), (await mei.Wallet.Has(), await li.Wallet.Has()));
        // There is nothing left for what died on its way.
        await mei.Chat.Split(room, 7, "li");
        await house.Change("UPDATE pay_tally_part SET state = 1, at = 0, transfer = tally WHERE state = 0 AND amount = 7");
        await using (await house.Beside()) await house.Until(() => house.Count("SELECT count(*) FROM pay_tally_part WHERE amount = 7 AND state = 0 AND transfer IS NULL"), 1);
        await house.Audit();
    }

    [Fact]
    public async Task What_does_not_fit_together_or_is_too_much_is_refused_and_writes_nothing() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        await house.Register("stranger");
        var room = await mei.Chat.RoomWith(li.Chat);
        object[] whole = [new { who = "li" }];
        foreach (var (minor, parts, note) in new (long, object[], string?)[] {
            (0, whole, null), (-1, whole, null), (5_000_001, whole, null), (10, [], null), (10, [new { who = "li" }, new { who = "@li:localhost" }], null), (10, [new { who = "mei" }], null),
            (10, [new { who = "li", minor = 9 }], null), (10, [new { who = "li", minor = 5 }, new { who = "mei" }], null), (10, [new { who = "li", minor = 11 }, new { who = "mei", minor = -1 }], null),
            (1, [new { who = "li" }, new { who = "mei" }], null), (10, [.. Enumerable.Repeat(new { who = "li" }, 51)], null), (10, whole, new string('n', 81)), (10, whole, "a\nb"),
        }) Assert.Equal("M_INVALID_PARAM", (await mei.Chat.AskFor(Guid.NewGuid(), room, minor, parts, note)).Is(400).Code);
        Assert.Equal("M_INVALID_PARAM", (await mei.Chat.AskFor(Guid.NewGuid(), room, 1, whole, currency: "XXX")).Is(400).Code);
        Assert.Equal("M_INVALID_PARAM", (await mei.Chat.Send("POST", TallyWords.Path, new { room, amount = new { minor = 1, currency = "CNY" }, parts = whole })).Is(400).Code);
        foreach (var body in (string[])["", "[]", "{}", """{"room":"x","amount":null,"parts":[]}""", """{"room":"x","amount":{"minor":1.5,"currency":"CNY"},"parts":[{"who":"li"}]}""",
            """{"room":"x","amount":{"minor":1,"currency":"CNY"},"parts":[null]}""", """{"room":"x","amount":{"minor":1,"currency":"CNY"},"parts":[{"who":null}]}""",
            """{"room":null,"amount":{"minor":1,"currency":"CNY"},"parts":[{"who":"li"}]}""", """{"room":"x","amount":{"minor":1,"currency":"CNY"},"parts":null}"""]) {
            Assert.Contains((await mei.Chat.Once(TallyWords.Path, Guid.NewGuid(), body)).Is(400).Code, (string[])["M_BAD_JSON", "M_NOT_JSON", "M_INVALID_PARAM"]);
        }
        (await mei.Chat.AskFor(Guid.NewGuid(), room, 1, [new { who = "nobody" }])).Is(404);
        foreach (var (where, who) in new[] { (room, "stranger"), ("!nowhere:localhost", "li"), ("\0", "li"), ("", "li") }) {
            Assert.Equal("ORG.TEAHOUSE.NOT_IN_ROOM", (await mei.Chat.AskFor(Guid.NewGuid(), where, 1, [new { who }])).Is(403).Code);
        }
        foreach (var id in new[] { Guid.NewGuid().ToString(), "x", "%2F", "%01" }) {
            (await mei.Chat.Look(id)).Is(404);
            (await mei.Chat.DeclineTally(id)).Is(404);
            (await mei.Chat.WithdrawTally(id)).Is(404);
            (await li.Wallet.AskToPayTally(Guid.NewGuid(), id)).Is(404, "notFound");
            (await li.Wallet.Send("GET", $"/pay/v1/tallies/{id}")).Is(404, "notFound");
        }
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_tally"));
        for (var i = 0; i < 10; i++) await mei.Chat.Split(room, 1, "li");
        Assert.Equal("ORG.TEAHOUSE.TALLIES_TOO_MANY", (await mei.Chat.AskFor(Guid.NewGuid(), room, 1, whole)).Is(409).Code);
        await house.Change("UPDATE pay_tally SET withdrawn = 1");
        var spent = await mei.Chat.Split(room, 1, "li");
        (await li.Wallet.AskToPayTally(Guid.NewGuid(), spent, new { ceremony = "x", credential = new { } })).Is(400, "ceremonyExpired");
        Assert.Equal((0, 1_000), (await mei.Wallet.Has(), await li.Wallet.Has()));
        await house.Audit();
    }

    [Fact]
    public async Task Whoever_ignores_somebody_is_asked_for_nothing_by_them_and_they_are_not_told() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var fox = await Payer.With(house, "fox", 0);
        using var li = await Payer.With(house, "li", 1_000);
        var room = await fox.Chat.RoomWith(li.Chat);
        var before = await fox.Chat.Split(room, 10, "li");
        await li.Chat.Do("PUT", $"user/{li.Chat.UserId}/account_data/m.ignored_user_list", new { ignored_users = new Dictionary<string, object> { [fox.Chat.UserId] = new { } } });
        foreach (var tally in new[] { before, await fox.Chat.Split(room, 10, "li") }) {
            (await li.Chat.Look(tally)).Is(404);
            (await li.Wallet.Send("GET", $"/pay/v1/tallies/{tally}")).Is(404, "notFound");
            (await li.PayTally(tally)).Is(404, "notFound");
            Assert.Equal("asked", (await fox.Chat.Parts(tally)).Single().State);
        }
        Assert.Equal(1_000, await li.Wallet.Has());
    }

    [Fact]
    public async Task Who_leaves_the_room_still_owes_and_who_leaves_the_house_asks_nobody_and_is_not_named() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        using var bo = await Payer.With(house, "bo", 1_000);
        var room = await mei.Chat.RoomWith(li.Chat, bo.Chat);
        var tally = await mei.Chat.Split(room, 100, "li", "bo");
        await li.Chat.Do("POST", $"rooms/{room}/leave", new { });
        (await li.PayTally(tally)).Is(200);
        var other = await li.Chat.RoomWith(bo.Chat);
        var asked = await li.Chat.Split(other, 30, "bo");
        await WalletHouse.Leave(li.Chat);
        (await bo.PayTally(asked)).Is(404, "notFound");
        await WalletHouse.Leave(bo.Chat);
        Assert.Equal(("settled", 50), ((await mei.Chat.Look(tally)).Is(200).Text("state"), await mei.Wallet.Has()));
        await house.Audit();
    }
}
