using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What a wallet lists of money that is asked for: what its owner is asked, and what is owed to them.</summary>
public sealed class TallyListTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_asked_and_owed_is_listed_until_it_is_paid_declined_withdrawn_or_late(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        using var bo = await Payer.With(house, "bo", 1_000);
        var room = await mei.Chat.RoomWith(li.Chat, bo.Chat);
        Assert.Empty(await li.Wallet.TalliesListed());
        Assert.Empty(await mei.Wallet.TalliesListed("/owed"));
        var bill = (await mei.Chat.AskFor(Guid.NewGuid(), room, 900, [new { who = "mei" }, new { who = "li" }, new { who = "bo" }], "lunch")).Is(200).Text("id");
        var late = await mei.Chat.Split(room, 5, "li");
        await house.Change("UPDATE pay_tally SET until = at WHERE amount = 5");
        var asked = Assert.Single(await li.Wallet.TalliesListed());
        Assert.Equal((bill, "@mei:localhost", 300, 900, 3, "lunch", "asked", false), (asked.GetProperty("id").GetString(), asked.GetProperty("asker").GetProperty("userId").GetString(), Minor(asked, "amount"), Minor(asked, "total"),
            asked.GetProperty("parts").GetInt32(), asked.GetProperty("note").GetString(), asked.GetProperty("state").GetString(), asked.GetProperty("known").GetBoolean()));
        Assert.Equal((600, 2, 2, "lunch", "@bo:localhost @li:localhost"), Owed(Assert.Single(await mei.Wallet.TalliesListed("/owed"))));
        Assert.Empty(await mei.Wallet.TalliesListed());
        Assert.Empty(await li.Wallet.TalliesListed("/owed"));

        await using var open = await OpenStream.Of(mei.Wallet);
        Assert.Equal("declined", (await bo.Wallet.Send("POST", $"/pay/v1/tallies/{bill}/decline")).Is(200).Text("state"));
        Assert.Equal(bill, (await open.Next("tally")).GetProperty("id").GetString());
        Assert.Equal("declined", (await bo.Wallet.Send("POST", $"/pay/v1/tallies/{bill}/decline")).Is(200).Text("state"));
        Assert.Equal("late", (await li.Wallet.Send("POST", $"/pay/v1/tallies/{late}/decline")).Is(200).Text("state"));
        Assert.Equal((300, 2, 1, "lunch", "@li:localhost"), Owed(Assert.Single(await mei.Wallet.TalliesListed("/owed"))));
        Assert.Empty(await bo.Wallet.TalliesListed());
        (await li.PayTally(bill)).Is(200);
        Assert.Equal("paid", (await li.Wallet.Send("POST", $"/pay/v1/tallies/{bill}/decline")).Is(200).Text("state"));
        Assert.Empty(await li.Wallet.TalliesListed());
        Assert.Empty(await mei.Wallet.TalliesListed("/owed"));

        var withdrawn = await mei.Chat.Split(room, 6, "li");
        Assert.True(Assert.Single(await li.Wallet.TalliesListed()).GetProperty("known").GetBoolean());
        (await mei.Chat.WithdrawTally(withdrawn)).Is(200);
        Assert.Empty(await li.Wallet.TalliesListed());
        Assert.Empty(await mei.Wallet.TalliesListed("/owed"));
        Assert.Equal((300, 700, 1_000), (await mei.Wallet.Has(), await li.Wallet.Has(), await bo.Wallet.Has()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Many_are_listed_in_pages_the_newest_first_each_once(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var li = await Payer.With(house, "li", 0);
        var made = new List<string>();
        foreach (var asker in new[] { "mei", "bo", "fox", "wei", "an" }) {
            var chat = await house.Register(asker);
            var room = await chat.RoomWith(li.Chat);
            for (var i = 0; i < 9; i++) made.Add(await chat.Split(room, 1, "li"));
        }
        // Some were made in the same millisecond.
        await house.Change("UPDATE pay_tally SET at = at - at % 50");
        var listed = await li.Wallet.TalliesListed();
        Assert.Equal(made.Order(), listed.Select(t => t.GetProperty("id").GetString()).Order());
        Assert.Equal(45, listed.Count);
        Assert.Equal(20, (await li.Wallet.Send("GET", "/pay/v1/tallies")).Is(200).Json.GetProperty("tallies").GetArrayLength());
        foreach (var cursor in (string[])["x", "1", "1_", "_" + made[0], "-1_" + made[0], "1_" + made[0] + "_", "1_" + made[0].Replace("-", "", StringComparison.Ordinal), "%00"]) {
            foreach (var which in (string[])["", "/owed"]) (await li.Wallet.Send("GET", $"/pay/v1/tallies{which}?cursor={cursor}")).Is(400);
        }
    }

    [Fact]
    public async Task Who_is_ignored_is_not_listed_and_who_has_left_asks_nobody_and_owes_nothing() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var fox = await Payer.With(house, "fox", 0);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        var room = await fox.Chat.RoomWith(li.Chat, mei.Chat);
        var pestered = await fox.Chat.Split(room, 10, "li", "mei");
        await mei.Chat.Split(room, 20, "li", "fox");
        await li.Chat.Do("PUT", $"user/{li.Chat.UserId}/account_data/m.ignored_user_list", new { ignored_users = new Dictionary<string, object> { [fox.Chat.UserId] = new { } } });
        Assert.Equal("@mei:localhost", Assert.Single(await li.Wallet.TalliesListed()).GetProperty("asker").GetProperty("userId").GetString());
        (await li.Wallet.Send("POST", $"/pay/v1/tallies/{pestered}/decline")).Is(404, "notFound");
        Assert.Equal((10, 2, 2, null, "@li:localhost @mei:localhost"), Owed(Assert.Single(await fox.Wallet.TalliesListed("/owed"))));
        await WalletHouse.Leave(fox.Chat);
        Assert.Equal((10, 2, 1, null, "@li:localhost"), Owed(Assert.Single(await mei.Wallet.TalliesListed("/owed"))));
        Assert.Empty(await mei.Wallet.TalliesListed());
        foreach (var id in new[] { Guid.NewGuid().ToString(), "x", "owed" }) (await li.Wallet.Send("POST", $"/pay/v1/tallies/{id}/decline")).Is(404, "notFound");
    }

    private static long Minor(JsonElement of, string name) => of.GetProperty(name).GetProperty("minor").GetInt64();

    private static (long, int, int, string?, string) Owed(JsonElement tally) => (
        Minor(tally, "amount"), tally.GetProperty("asked").GetInt32(), tally.GetProperty("waiting").GetInt32(), tally.GetProperty("note").GetString(),
        string.Join(' ', tally.GetProperty("of").EnumerateArray().Select(o => o.GetProperty("userId").GetString()).Order()));
}
