using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay;
using Teahouse.Pay.Disputes;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Where payer and payee do not agree: opened, answered, settled by the two, or decided by the house, which is seen to look.</summary>
public abstract class DisputeTests(SharedHouse shared) {
    private WalletHouse House => shared.Wallets;

    private DisputeOperator Operator => new(House.House.Database, TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_two_settle_it_and_neither_learns_who_the_other_is() {
        var (mei, phone, wang) = await House.Scene("settled", verified: true);
        using (mei) using (phone) using (wang) {
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            await using var till = await OpenStream.Of(wang.Wallet);
            foreach (var side in new[] { mei, wang }) (await side.Wallet.Send("GET", $"/pay/v1/payments/{paid}/dispute")).Is(204);
            var opened = (await Open(mei, paid, "notReceived", "No noodles came.\n面没来")).Is(200);
            Assert.Equal(opened.Text("id"), (await till.Next("dispute")).GetProperty("id").GetString());
            Assert.Equal(opened.Body, (await Open(mei, paid, "notReceived", "No noodles came.\n面没来")).Is(200).Body);
            (await Open(mei, paid, "other", "More.")).Is(409, "disputeExists");
            Assert.Equal(("payer", "open", "Noodles settled"), (opened.Text("side"), opened.Text("state"), opened.Json.GetProperty("other").GetProperty("name").GetString()));
            var seen = (await wang.Wallet.Send("GET", $"/pay/v1/payments/{paid}/dispute")).Is(200);
            Assert.Equal(("payee", "No noodles came.\n面没来"), (seen.Text("side"), seen.Text("words")));
            Assert.DoesNotContain("mei", seen.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("@", opened.Body + seen.Body, StringComparison.Ordinal);
            (await wang.Wallet.Send("POST", $"/pay/v1/disputes/{opened.Text("id")}/withdraw")).Is(404, "notFound");
            (await Answer(mei, opened, "Hm")).Is(404, "notFound");
            Assert.Equal("answered", (await Answer(wang, opened, "They went cold.")).Is(200).Text("state"));
            Assert.Equal("answered", (await Answer(wang, opened, "They went cold.")).Is(200).Text("state"));
            (await Answer(wang, opened, "Or not.")).Is(409, "disputeOver");
            (await wang.Wallet.Once($"/pay/v1/charges/{paid}/refund", Guid.NewGuid(), new { amount = new { minor = 400, currency = "CNY" } })).Is(200);
            Assert.Equal("answered", (await One(mei, opened)).Text("state"));
            Assert.Equal("settled", (await mei.Wallet.Send("POST", $"/pay/v1/disputes/{opened.Text("id")}/withdraw")).Is(200).Text("state"));
            Assert.Equal("settled", (await mei.Wallet.Send("POST", $"/pay/v1/disputes/{opened.Text("id")}/withdraw")).Is(200).Text("state"));
            Assert.Equal("It is over: settled.", await Operator.Decide(opened.Text("id"), "6.00", "Late.", Stop));
            Assert.Equal((9_400, 600), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            Assert.Single((await wang.Wallet.Send("GET", "/pay/v1/disputes")).Is(200).Json.GetProperty("disputes").EnumerateArray());
        }
    }

    [Fact]
    public async Task The_house_decides_once_and_both_see_who_looked_and_why() {
        var (mei, phone, wang) = await House.Scene("decided", verified: true);
        using (mei) using (phone) using (wang) {
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            var id = (await Open(mei, paid, "notAsAgreed", "Soup, not noodles.")).Is(200);
            Assert.StartsWith("The payee has until", await Operator.Decide(id.Text("id"), "5.00", "Half.", Stop), StringComparison.Ordinal);
            (await Answer(wang, id, "Soup has noodles.")).Is(200);
            Assert.Contains((await Operator.List(Stop)), line => line.StartsWith(id.Text("id"), StringComparison.Ordinal) && !line.Contains("oodles", StringComparison.Ordinal));
            await using var hers = await OpenStream.Of(mei.Wallet);
            var shown = string.Join('\n', (await Operator.Show(id.Text("id"), Stop))!);
            Assert.Contains("    | Soup, not noodles.", shown, StringComparison.Ordinal);
            Assert.Contains("Noodles decided, verified", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("mei", shown, StringComparison.Ordinal);
            await House.Settle();
            Assert.Equal(id.Text("id"), (await hers.Next("dispute")).GetProperty("id").GetString());
            Assert.Single((await One(wang, id)).Json.GetProperty("looks").EnumerateArray());
            foreach (var (amount, why, refusal) in new[] { ("0", "x", "'0' is no amount"), ("10.01", "x", "Only 10.00 CNY"), ("-1", "x", "'-1' is no amount"), ("5.00", " ", "Words have"), ("5.00", "\u202e", "Words have") }) {
                Assert.StartsWith(refusal, await Operator.Decide(id.Text("id"), amount, why, Stop), StringComparison.Ordinal);
            }
            Assert.Equal("There is no such dispute.", await Operator.Decide("x", null, "x", Stop));
            Assert.Null(await Operator.Show("x", Stop));

            Assert.Null(await Operator.Decide(id.Text("id"), "5.00", "Half of it was there. 各半。", Stop));
            Assert.Equal("It is decided already, and the money is on its way back.", await Operator.Decide(id.Text("id"), "5.00", "Half of it was there. 各半。", Stop));
            await House.Change("UPDATE pay_refund SET at = at - 10000 WHERE state = 1");
            await House.Settle();
            await House.Settle();
            Assert.Equal((9_500, 500), (await mei.Wallet.Has(), await wang.Wallet.Has()));
            foreach (var side in new[] { mei, wang }) {
                var told = await One(side, id);
                Assert.Equal(("refunded", 500L, "Half of it was there. 各半。", 2), (
                    told.Text("state"), told.Json.GetProperty("decision").GetProperty("refund").GetProperty("minor").GetInt64(), told.Json.GetProperty("decision").GetProperty("reason").GetString(),
                    told.Json.GetProperty("looks").GetArrayLength()));
            }
            (await mei.Wallet.Send("POST", $"/pay/v1/disputes/{id.Text("id")}/withdraw")).Is(409, "disputeOver");
            Assert.Equal("It is over: refunded.", await Operator.Decide(id.Text("id"), null, "No.", Stop));
        }
    }

    [Fact]
    public async Task What_the_payee_does_not_have_does_not_go_back_and_can_be_decided_again() {
        var (mei, phone, wang) = await House.Scene("unpaid", verified: true);
        using (mei) using (phone) using (wang) {
            await House.Register("aunt-unpaid");
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            (await wang.Pay(Guid.NewGuid(), "aunt-unpaid", 900)).Is(200);
            var id = (await Open(mei, paid, "paidTwice", "Twice.")).Is(200);
            // The payee has said nothing for a week.
            await House.Change($"UPDATE pay_dispute SET until = 1 WHERE id = '{id.Text("id")}'");
            Assert.Null(await Operator.Decide(id.Text("id"), "10", "It was twice.", Stop));
            await House.Change("UPDATE pay_refund SET at = at - 10000 WHERE state = 1");
            await House.Settle();
            Assert.Equal(("unpaid", 9_000L, 100L), ((await One(mei, id)).Text("state"), await mei.Wallet.Has(), await wang.Wallet.Has()));
            Assert.Null(await Operator.Decide(id.Text("id"), "1", "What there is.", Stop));
            await House.Change("UPDATE pay_refund SET at = at - 10000 WHERE state = 1");
            await House.Settle();
            Assert.Equal(("refunded", 9_100L, 0L), ((await One(wang, id)).Text("state"), await mei.Wallet.Has(), await wang.Wallet.Has()));
        }
    }

    [Fact]
    public async Task Only_a_payment_of_ones_own_that_is_for_good_is_disputed_in_words_that_can_be_seen() {
        var (mei, phone, wang) = await House.Scene("bad");
        using (mei) using (phone) using (wang) {
            var held = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            (await Open(mei, held, "other", "Hm.")).Is(409, "disputeNotPossible");
            await House.TenMinutesLater(mei);
            foreach (var (reason, words) in new[] { ("ugly", "x"), ("other", ""), ("other", " \n"), ("other", "\u202egnaw"), ("other", "\0"), ("other", new string('x', 1_001)), ("", "x") }) {
                (await Open(mei, held, reason, words)).Is(400, "disputeInvalid");
            }
            (await Open(wang, held, "other", "Mine.")).Is(404, "notFound");
            (await Open(mei, Guid.NewGuid().ToString(), "other", "x")).Is(404, "notFound");
            (await Open(mei, "x", "other", "x")).Is(404, "notFound");
            var before = await House.Count("SELECT count(*) FROM pay_dispute");
            var opened = (await Open(mei, held, "notMe", "I was not there.")).Is(200);
            Assert.Equal(before + 1, await House.Count("SELECT count(*) FROM pay_dispute"));
            foreach (var words in new[] { "", "\u200b" }) (await Answer(wang, opened, words)).Is(400, "disputeInvalid");
            using var fox = await Payer.With(House, "fox-bad", 0);
            (await fox.Wallet.Send("GET", $"/pay/v1/disputes/{opened.Text("id")}")).Is(404, "notFound");
            (await fox.Wallet.Send("GET", $"/pay/v1/payments/{held}/dispute")).Is(404, "notFound");
            (await Answer(fox, opened, "x")).Is(404, "notFound");
            Assert.Null(await Operator.Decide(opened.Text("id"), null, "x", Stop) is { } wait && wait.StartsWith("The payee has until", StringComparison.Ordinal) ? null : "decided at once");
            var person = (await House.House.Services.GetRequiredService<PeopleDirectory>().Find(mei.Chat.UserId, Stop))!.Value;
            await House.House.Services.GetServices<IPersonalRecords>().OfType<PayRecords>().Single().Erase(person, Stop);
            Assert.Equal(("withdrawn", ""), ((await One(wang, opened)).Text("state"), (await One(wang, opened)).Text("words")));
        }
    }

    private static Task<Heard> Open(Payer payer, string payment, string reason, string words) => payer.Wallet.Send("POST", $"/pay/v1/payments/{payment}/dispute", new { reason, words });

    private static Task<Heard> Answer(Payer payee, Heard dispute, string words) => payee.Wallet.Send("POST", $"/pay/v1/disputes/{dispute.Text("id")}/answer", new { words });

    private static async Task<Heard> One(Payer side, Heard dispute) => (await side.Wallet.Send("GET", $"/pay/v1/disputes/{dispute.Text("id")}")).Is(200);
}

/// <summary>On one file.</summary>
[Collection(typeof(CodesOnOneFile))]
public sealed class SqliteDisputeTests(SqliteHouse house) : DisputeTests(house);

/// <summary>On a server.</summary>
[Collection(typeof(CodesOnAServer))]
public sealed class PostgreSqlDisputeTests(PostgreSqlHouse house) : DisputeTests(house);
