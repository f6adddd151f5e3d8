using System.Text.Json;
using Teahouse.Host.Tests.Guard;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What is asked about tallies, in few words.</summary>
internal static class TallyWords {
    public const string Path = "/_matrix/client/unstable/org.teahouse/pay/tallies";

    /// <summary>Asks for money, with the chat's token.</summary>
    public static Task<Heard> AskFor(this Caller chat, Guid key, string room, long minor, IEnumerable<object> parts, string? note = null, string currency = "CNY") =>
        chat.Once(Path, key, new { room, amount = new { minor, currency }, parts, note });

    /// <summary>Asks so many for alike parts; its id.</summary>
    public static async Task<string> Split(this Caller chat, string room, long minor, params string[] who) =>
        (await chat.AskFor(Guid.NewGuid(), room, minor, who.Select(w => new { who = w }))).Is(200).Text("id");

    public static Task<Heard> Look(this Caller chat, string tally) => chat.Send("GET", $"{Path}/{tally}");

    public static Task<Heard> DeclineTally(this Caller chat, string tally) => chat.Send("POST", $"{Path}/{tally}/decline", new { });

    public static Task<Heard> WithdrawTally(this Caller chat, string tally) => chat.Send("POST", $"{Path}/{tally}/withdraw", new { });

    public static Task<Heard> AskToPayTally(this Caller wallet, Guid key, string tally, object? proof = null) => wallet.Once($"/pay/v1/tallies/{tally}/pay", key, new { proof });

    /// <summary>What somebody's wallet lists, page by page: of what they are asked for, or with <c>/owed</c> of what is owed to them.</summary>
    public static async Task<List<JsonElement>> TalliesListed(this Caller wallet, string which = "") {
        var listed = new List<JsonElement>();
        for (string? cursor = ""; ; cursor = $"?cursor={cursor}") {
            var page = (await wallet.Send("GET", $"/pay/v1/tallies{which}{cursor}")).Is(200).Json;
            listed.AddRange(page.GetProperty("tallies").EnumerateArray());
            if ((cursor = page.GetProperty("next").GetString()) is null) return listed;
        }
    }

    /// <summary>Pays one's part, and confirms it where that is asked.</summary>
    public static async Task<Heard> PayTally(this Payer payer, string tally, Guid? key = null) {
        var once = key ?? Guid.NewGuid();
        var heard = await payer.Wallet.AskToPayTally(once, tally);
        return heard.Code == "confirmationNeeded" ? await payer.Wallet.AskToPayTally(once, tally, heard.Proof(payer.Device)) : heard;
    }

    /// <summary>Who has which part, and where it stands.</summary>
    public static async Task<(string? Who, long Minor, string State)[]> Parts(this Caller chat, string tally) => [
        .. (await chat.Look(tally)).Is(200).Json.GetProperty("parts").EnumerateArray().Select(p => (
            p.TryGetProperty("user_id", out var who) ? who.GetString() : null, p.GetProperty("amount").GetProperty("minor").GetInt64(), p.GetProperty("state").GetString()!))];

    /// <summary>Where one's own part stands.</summary>
    public static async Task<string> Mine(this Caller chat, string tally) => (await chat.Look(tally)).Is(200).Json.GetProperty("mine").GetProperty("state").GetString()!;
}
