using Teahouse.Host.Tests.Guard;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What is done with posters, in few words.</summary>
internal static class PosterWords {
    /// <summary>Makes a code; with an amount for one payment.</summary>
    public static Task<Heard> MakePoster(this Caller wallet, string? label = null, long? minor = null, string? reference = null, int? minutes = null, Guid? key = null) =>
        wallet.Once("/pay/v1/posters", key ?? Guid.NewGuid(), new { label, amount = minor is null ? null : new { minor, currency = "CNY" }, reference, minutes });

    /// <summary>Asks whom a scanned code would pay.</summary>
    public static Task<Heard> Scan(this Caller wallet, string text) => wallet.Send("POST", "/pay/v1/posters/read", new { text });

    /// <summary>Asks to pay what was scanned.</summary>
    public static Task<Heard> AskToPayPoster(this Caller wallet, string poster, long minor, Guid key, bool hold = false, object? proof = null, string currency = "CNY") =>
        wallet.Once($"/pay/v1/posters/{poster}/pay", key, new { amount = new { minor, currency }, hold, proof });

    /// <summary>Pays what was scanned, and confirms it where that is asked.</summary>
    public static async Task<Heard> PayPoster(this Payer payer, string poster, long minor, bool hold = false, Guid? key = null) {
        var once = key ?? Guid.NewGuid();
        var heard = await payer.Wallet.AskToPayPoster(poster, minor, once, hold);
        return heard.Code == "confirmationNeeded" ? await payer.Wallet.AskToPayPoster(poster, minor, once, hold, heard.Proof(payer.Device)) : heard;
    }
}
