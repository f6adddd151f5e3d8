using Teahouse.Host.Tests.Guard;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Money that stands in a conversation: for whom it is meant, once, and back when nobody takes it.</summary>
public sealed class CardTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transfer_is_taken_declined_or_comes_back(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 10_000);
        using var li = await Payer.With(house, "li", 0);
        var fox = await house.Register("fox");
        var room = await mei.Chat.RoomWith(li.Chat, fox);
        var key = Guid.NewGuid();
        var asked = (await mei.Make(key, room, "transfer", 500, to: "li")).Is(403, "confirmationNeeded");
        Assert.Equal("@li:localhost", asked.Json.GetProperty("confirms").GetProperty("to").GetProperty("userId").GetString());
        Assert.Equal(10_000, await mei.Wallet.Has());
        var made = (await mei.Make(key, room, "transfer", 500, to: "li", proof: asked.Proof(mei.Device))).Is(200);
        Assert.Equal(made.Body, (await mei.Make(key, room, "transfer", 500, to: "li")).Is(200).Body);
        (await mei.Make(key, room, "transfer", 501, to: "li")).Is(409, "idUsedOtherwise");
        Assert.Equal((9_500, 0), (await mei.Wallet.Has(), await li.Wallet.Has()));

        var card = made.Text("card");
        Assert.True(await Waits(mei));
        Assert.Equal(("open", "@mei:localhost", "@li:localhost"), (await Card(fox, card)) is var seen ? (seen.Text("state"), seen.Text("sender"), seen.Text("to")) : default);
        // Of the others in the room nobody has a part in it, and the sender gets it back by no press of a button.
        Assert.Equal("open", (await Take(fox, card)).Is(200).Text("state"));
        Assert.Equal("open", (await Take(mei.Chat, card)).Is(200).Text("state"));
        (await Decline(fox, card)).Is(403);
        Assert.Equal(500, (await Take(li.Chat, card)).Is(200).Json.GetProperty("mine").GetProperty("minor").GetInt64());
        Assert.Equal("taken", (await Take(li.Chat, card)).Is(200).Text("state"));
        Assert.Equal("taken", (await Decline(li.Chat, card)).Is(200).Text("state"));
        Assert.Equal((9_500, 500), (await mei.Wallet.Has(), await li.Wallet.Has()));
        Assert.False(await Waits(mei));

        var unwanted = (await mei.MakeFor(room, "li", 300)).Text("card");
        Assert.Equal("declined", (await Decline(li.Chat, unwanted)).Is(200).Text("state"));
        Assert.Equal("declined", (await Take(li.Chat, unwanted)).Is(200).Text("state"));
        var late = (await mei.MakeFor(room, "li", 200)).Text("card");
        await house.Change("UPDATE pay_card SET until = at WHERE state = 1");
        await using (await house.Beside()) await house.Until(() => mei.Wallet.Has(), 9_500);
        Assert.Equal("returned", (await Take(li.Chat, late)).Is(200).Text("state"));
        Assert.Equal((9_500, 500), (await mei.Wallet.Has(), await li.Wallet.Has()));
        Assert.Equal([("transferBack", 200, "@li:localhost"), ("transfer", -200, "@li:localhost"), ("transferBack", 300, "@li:localhost"), ("transfer", -300, "@li:localhost"),
            ("transfer", -500, "@li:localhost"), ("playMoney", 10_000, null)], (await mei.Wallet.Moved()).Select(m => (m.Kind, m.Moved, m.With)));
        Assert.Equal([("transfer", 500, "@mei:localhost")], (await li.Wallet.Moved()).Select(m => (m.Kind, m.Moved, m.With)));
        await house.Audit();
    }

    [Fact]
    public async Task Whom_a_transfer_is_for_is_told_by_the_house_to_those_who_are_in_the_conversation_with_them() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 0);
        var li = await house.Register("li");
        await li.Do("PUT", $"profile/{li.UserId}/displayname", new { displayname = "Li Na" });
        var room = await mei.Chat.RoomWith(li);
        await house.Register("stranger");
        Task<Heard> Who(string where, string to) => mei.Wallet.Send("GET", $"/pay/v1/cards/payee?room={Uri.EscapeDataString(where)}&to={Uri.EscapeDataString(to)}");
        foreach (var to in (string[])["li", "@li:localhost"]) Assert.Equal(("@li:localhost", "Li Na"), (await Who(room, to)).Is(200) is var told ? (told.Text("userId"), told.Text("name")) : default);
        (await Who(room, "stranger")).Is(403, "notInRoom");
        (await Who("!elsewhere:localhost", "li")).Is(403, "notInRoom");
        foreach (var to in (string[])["nobody", "", "\0", "@li:elsewhere"]) (await Who(room, to)).Is(404, "payeeUnknown");
        (await Who(new string('r', 1_000), "li")).Is(400, "cardInvalid");
        (await mei.Wallet.Send("GET", "/pay/v1/cards/payee")).Is(400, "cardInvalid");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_red_packet_is_shared_among_those_who_are_there_and_the_seed_is_told_at_the_end(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 10_000);
        var people = new[] { await house.Register("li"), await house.Register("fox"), await house.Register("yun"), await house.Register("bo") };
        var room = await mei.Chat.RoomWith(people);
        var stranger = await house.Register("stranger");
        var card = (await mei.Confirmed(room, "randomPacket", 1_000, shares: 3)).Text("card");
        var before = await Card(mei.Chat, card);
        Assert.False(before.Json.TryGetProperty("seed", out _));
        (await Take(stranger, card)).Is(404);
        (await stranger.Send("GET", Path(card))).Is(404);
        // All at once, some of them twice: three have a share, one has none, and nobody has two.
        var heard = await Task.WhenAll(people.Concat(people).Select(p => Take(p, card)));
        Assert.All(heard, h => h.Is(200));
        var after = await Card(mei.Chat, card);
        Assert.Equal(("taken", 0), (after.Text("state"), after.Json.GetProperty("left").GetInt32()));
        var taken = after.Json.GetProperty("taken").EnumerateArray().Select(t => (Who: t.GetProperty("user_id").GetString(), Minor: t.GetProperty("amount").GetProperty("minor").GetInt64())).ToList();
        Assert.Equal((3, 3, 1_000), (taken.Count, taken.Select(t => t.Who).Distinct().Count(), taken.Sum(t => t.Minor)));
        foreach (var one in people) {
            var has = await Has(one);
            Assert.Equal(taken.FirstOrDefault(t => t.Who == one.UserId).Minor, has);
        }
        var seed = Convert.FromHexString(after.Text("seed"));
        Assert.Equal(before.Text("commitment"), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(seed)));
        Assert.Equal(taken.Select(t => t.Minor).Order(), Pay.Cards.DrawnShares.Random(seed, 1_000, 3).Order());
        Assert.Equal(9_000, await mei.Wallet.Has());
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_nobody_takes_of_a_packet_comes_back_and_a_server_that_dies_between_two_steps_loses_nothing(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 5_000);
        var li = await house.Register("li");
        var room = await mei.Chat.RoomWith(li);
        var card = (await mei.Confirmed(room, "equalPacket", 1_000, shares: 3)).Text("card");
        Assert.Equal(334, (await Take(li, card)).Is(200).Json.GetProperty("mine").GetProperty("minor").GetInt64());
        // As if the server had died when a part was claimed and not paid, before the packet's day was over.
        await house.Change("UPDATE pay_card_part SET state = 1, at = 0 WHERE state = 10");
        await house.Change("UPDATE pay_card SET until = at WHERE state = 1");
        await using (await house.Beside()) await house.Until(() => mei.Wallet.Has(), 4_666);
        Assert.Equal([("redPacket", 334, "@mei:localhost")], (await (await li.OpenWallet()).Moved()).Select(m => (m.Kind, m.Moved, m.With)));
        Assert.Equal([("redPacketBack", 666, null), ("redPacket", -1_000, null)], (await mei.Wallet.Moved()).Take(2).Select(m => (m.Kind, m.Moved, m.With)));
        // As if it had died before anybody knew that the money was on the card.
        await mei.Confirmed(room, "equalPacket", 100, shares: 1);
        await house.Change("UPDATE pay_card SET state = 0, at = 0 WHERE state = 1");
        await using (await house.Beside()) await house.Until(() => house.Count("SELECT count(*) FROM pay_card WHERE state = 1"), 1);
        Assert.Equal(4_566, await mei.Wallet.Has());
        await house.Audit();
    }

    [Fact]
    public async Task What_does_not_fit_together_is_refused_and_moves_nothing() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 30_000);
        var li = await house.Register("li");
        var stranger = await house.Register("stranger");
        var room = await mei.Chat.RoomWith(li);
        foreach (var (kind, minor, to, shares) in new (string, long, string?, int?)[] {
            ("gift", 1, "li", null), ("transfer", 1, null, null), ("transfer", 1, "li", 2), ("equalPacket", 5, "li", 2), ("equalPacket", 5, null, null),
            ("randomPacket", 5, null, 0), ("randomPacket", 5, null, 101), ("randomPacket", 5, null, 6),
        }) (await mei.Make(Guid.NewGuid(), room, kind, minor, to, shares)).Is(400, "cardInvalid");
        (await mei.Make(Guid.NewGuid(), room, "equalPacket", 20_001, shares: 2)).Is(400, "amountInvalid");
        (await mei.Make(Guid.NewGuid(), room, "transfer", 0, to: "li")).Is(400, "amountInvalid");
        (await mei.Make(Guid.NewGuid(), room, "transfer", 1, to: "nobody")).Is(404, "payeeUnknown");
        (await mei.Make(Guid.NewGuid(), room, "transfer", 1, to: "mei")).Is(400, "payeeIsSelf");
        (await mei.Make(Guid.NewGuid(), room, "transfer", 1, to: stranger.UserId)).Is(403, "notInRoom");
        (await mei.Make(Guid.NewGuid(), "!nowhere:localhost", "equalPacket", 2, shares: 2)).Is(403, "notInRoom");
        (await mei.Make(Guid.NewGuid(), "\0", "equalPacket", 2, shares: 2)).Is(403, "notInRoom");
        var dear = Guid.NewGuid();
        (await mei.Make(dear, room, "transfer", 30_001, to: "li")).Is(409, "fundsInsufficient");
        (await mei.Wallet.Play(Guid.NewGuid(), 1)).Is(200);
        var enough = (await mei.Make(dear, room, "transfer", 30_001, to: "li")).Is(403, "confirmationNeeded");
        (await mei.Pay(Guid.NewGuid(), "li", 1)).Is(200);
        (await mei.Make(dear, room, "transfer", 30_001, to: "li", proof: enough.Proof(mei.Device))).Is(409, "fundsInsufficient");
        (await mei.Wallet.Play(Guid.NewGuid(), 10)).Is(200);
        (await mei.Make(dear, room, "transfer", 30_001, to: "li")).Is(409, "fundsInsufficient");
        foreach (var id in new[] { Guid.NewGuid().ToString(), "x", "%2F" }) {
            (await Take(li, id)).Is(404);
            (await li.Send("GET", Path(id))).Is(404);
            (await Decline(li, id)).Is(404);
        }
        // A packet for one is not for who sent it.
        var alone = (await mei.Confirmed(room, "equalPacket", 10, shares: 1)).Text("card");
        Assert.Equal("open", (await Take(mei.Chat, alone)).Is(200).Text("state"));
        Assert.Equal(30_000, await mei.Wallet.Has());
        await house.Audit();
    }

    /// <summary>Whether somebody's newest movement waits to be taken.</summary>
    private static async Task<bool> Waits(Payer payer) =>
        (await payer.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0].GetProperty("waits").GetBoolean();

    private static string Path(string card) => $"/_matrix/client/unstable/org.teahouse/pay/cards/{card}";

    private static Task<Heard> Take(Caller chat, string card) => chat.Send("POST", Path(card) + "/take", new { });

    private static Task<Heard> Decline(Caller chat, string card) => chat.Send("POST", Path(card) + "/decline", new { });

    private static async Task<Heard> Card(Caller chat, string card) => (await chat.Send("GET", Path(card))).Is(200);

    private static async Task<long> Has(Caller chat) => await (await chat.OpenWallet()).Has();
}

/// <summary>What is asked about cards, in few words.</summary>
internal static class CardWords {
    public static Task<Heard> Make(this Payer payer, Guid key, string room, string kind, long minor, string? to = null, int? shares = null, object? proof = null) =>
        payer.Wallet.Once("/pay/v1/cards", key, new { room, kind, amount = new { minor, currency = "CNY" }, to, shares, proof });

    /// <summary>A room of these people.</summary>
    public static async Task<string> RoomWith(this Caller owner, params Caller[] others) {
        var room = (await owner.Do("POST", "createRoom", new { preset = "private_chat", invite = others.Select(o => o.UserId) })).GetProperty("room_id").GetString()!;
        foreach (var other in others) await other.Do("POST", $"rooms/{room}/join", new { });
        return room;
    }

    /// <summary>Makes a card, and confirms it.</summary>
    public static async Task<Heard> Confirmed(this Payer payer, string room, string kind, long minor, string? to = null, int? shares = null, Guid? key = null) {
        var id = key ?? Guid.NewGuid();
        var asked = (await payer.Make(id, room, kind, minor, to, shares)).Is(403, "confirmationNeeded");
        return await payer.Make(id, room, kind, minor, to, shares, asked.Proof(payer.Device));
    }

    public static async Task<Heard> MakeFor(this Payer payer, string room, string to, long minor) => (await payer.Confirmed(room, "transfer", minor, to)).Is(200);

    /// <summary>Asks until the clock of the house has done what is due.</summary>
    public static async Task Until(this WalletHouse house, Func<Task<long>> look, long expected) {
        var began = TimeProvider.System.GetTimestamp();
        while (await look() != expected) {
            Assert.True(TimeProvider.System.GetElapsedTime(began).TotalSeconds < 30, $"It never came to {expected}.");
            await house.House.Database.Read(_ => Task.FromResult(0), TestContext.Current.CancellationToken);
        }
    }
}
