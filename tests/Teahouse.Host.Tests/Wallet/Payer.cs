using Teahouse.Host.Tests.Guard;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Somebody with a wallet and a payment passkey.</summary>
internal sealed class Payer : IDisposable {
    private Payer(Caller chat, Caller wallet, Authenticator device) => (Chat, Wallet, Device) = (chat, wallet, device);

    public Caller Chat { get; }

    public Caller Wallet { get; }

    public Authenticator Device { get; }

    /// <summary>Registers somebody, with so much play money.</summary>
    public static async Task<Payer> With(WalletHouse house, string handle, long minor) {
        var chat = await house.Register(handle);
        var payer = new Payer(chat, await chat.OpenWallet(), chat.PaymentPasskey());
        await payer.Wallet.Add(payer.Device);
        if (minor > 0) (await payer.Wallet.Play(Guid.NewGuid(), minor)).Is(200);
        return payer;
    }

    /// <summary>The same, signed in anew by the payment passkey.</summary>
    public async Task<Payer> OpensAgain() => new(Chat, await Chat.OpenByPasskey(Device), Device);

    /// <summary>Sends money, and confirms it where that is asked.</summary>
    public async Task<Heard> Pay(Guid key, string to, long minor, string currency = "CNY") {
        var heard = await Wallet.AskToPay(key, to, minor, currency);
        return heard.Code == "confirmationNeeded" ? await Wallet.AskToPay(key, to, minor, currency, heard.Proof(Device)) : heard;
    }

    public void Dispose() => Device.Dispose();
}

/// <summary>What is asked about money, in few words.</summary>
internal static class MoneyWords {
    public static Task<Heard> Play(this Caller wallet, Guid key, long minor, string currency = "CNY") =>
        wallet.Once("/pay/v1/sandbox/play-money", key, new { amount = new { minor, currency } });

    public static Task<Heard> AskToPay(this Caller wallet, Guid key, string to, long minor, string currency = "CNY", object? proof = null) =>
        wallet.Once("/pay/v1/transfers", key, new { to, amount = new { minor, currency }, proof });

    /// <summary>Sends what is to happen once.</summary>
    public static Task<Heard> Once(this Caller wallet, string path, Guid key, object body) => wallet.Send("POST", path, body, ("Idempotency-Key", key.ToString()));

    /// <summary>What a wallet has in the house's currency.</summary>
    public static async Task<long> Has(this Caller wallet) =>
        (await wallet.Send("GET", "/pay/v1/balances")).Is(200).Json[0].GetProperty("balance").GetProperty("minor").GetInt64();

    /// <summary>What moved in a wallet, the newest first: kind, amount, balance afterwards, and with whom.</summary>
    public static async Task<IEnumerable<(string Kind, long Moved, long Balance, string? With)>> Moved(this Caller wallet, string query = "") =>
        Movements((await wallet.Send("GET", "/pay/v1/history" + query)).Is(200));

    public static IEnumerable<(string Kind, long Moved, long Balance, string? With)> Movements(Heard page) =>
        page.Json.GetProperty("movements").EnumerateArray().Select(m => (
            m.GetProperty("kind").GetString()!, m.GetProperty("moved").GetProperty("minor").GetInt64(), m.GetProperty("balance").GetProperty("minor").GetInt64(),
            m.GetProperty("with") is { ValueKind: System.Text.Json.JsonValueKind.Object } with ? with.GetProperty("userId").GetString() : null));
}
