using Teahouse.Host.Tests.Guard;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What people do at the wallet, in few words. A <see cref="Caller"/> with a wallet token is somebody's wallet.</summary>
internal static class Wallets {
    public const string Link = "/_matrix/client/unstable/org.teahouse/wallet/link";

    /// <summary>The token of a link from the app into somebody's wallet.</summary>
    public static async Task<string> LinkToken(this Caller chat) => (await chat.Do("POST", Link, new { auth = chat.Proof })).GetProperty("link_token").GetString()!;

    /// <summary>Signs somebody in to their wallet by a link.</summary>
    public static async Task<Caller> OpenWallet(this Caller chat, string name = "") {
        var given = await Caller.Nobody(chat.Http).Do("POST", "/pay/v1/sign-in/link", new { token = await chat.LinkToken(), name });
        return chat with { Token = given.GetProperty("token").GetString()! };
    }

    /// <summary>A passkey of this house's pay host.</summary>
    public static Authenticator PaymentPasskey(this Caller caller) => new() { Host = "pay.localhost", Origin = $"http://pay.localhost:{caller.Http.BaseAddress!.Port}" };

    /// <summary>Begins to add a passkey.</summary>
    public static Task<Heard> StartAdding(this Caller wallet, object? proof = null) =>
        wallet.Send("POST", "/pay/v1/passkeys/add/start", proof is null ? new { } : new { proof });

    /// <summary>Ends it with what the device answers.</summary>
    public static Task<Heard> FinishAdding(this Caller wallet, Heard started, Authenticator device) => wallet.Send("POST", "/pay/v1/passkeys/add/finish", new {
        ceremony = started.Text("ceremony"), credential = device.Create(started.Json.GetProperty("options")), name = "phone",
    });

    /// <summary>Adds a passkey, confirmed by one that there is.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> Add(this Caller wallet, Authenticator device, Authenticator? by = null) {
        var started = await wallet.StartAdding();
        if (by is not null) started = await wallet.StartAdding(started.Is(403, "confirmationNeeded").Proof(by));
        return (await wallet.FinishAdding(started.Is(200), device)).Is(200).Text("id");
    }

    /// <summary>Signs in with a passkey.</summary>
    public static async Task<Heard> TryPasskey(this Caller anybody, Authenticator device) {
        var nobody = Caller.Nobody(anybody.Http);
        var start = (await nobody.Send("POST", "/pay/v1/sign-in/passkey/start", new { })).Is(200);
        return await nobody.Send("POST", "/pay/v1/sign-in/passkey/finish", new { ceremony = start.Text("ceremony"), credential = device.Get(start.Json.GetProperty("options")) });
    }

    /// <summary>The wallet that a passkey opens.</summary>
    public static async Task<Caller> OpenByPasskey(this Caller chat, Authenticator device) => chat with { Token = (await chat.TryPasskey(device)).Is(200).Text("token") };

    /// <summary>The answer to a question for a passkey.</summary>
    public static object Proof(this Heard asked, Authenticator device) => new { ceremony = asked.Text("ceremony"), credential = device.Get(asked.Json.GetProperty("options")) };

    /// <summary>Insists on a status, and on the code of a refusal.</summary>
    public static Heard Is(this Heard heard, int status, string? code = null) {
        Assert.True(heard.Status == status && (code is null || heard.Code == code), $"{status} {code} was expected: {heard.Status} {heard.Body}");
        if (code is null) return heard;
        Assert.Equal("application/problem+json", heard.Headers["Content-Type"]);
        Assert.Equal(($"/docs/errors/{code}", status), (heard.Text("type"), heard.Json.GetProperty("status").GetInt32()));
        Assert.All((string[])["title", "detail"], name => Assert.NotEmpty(heard.Text(name)));
        return heard;
    }

    /// <summary>Whether a wallet token opens anything.</summary>
    public static async Task<bool> IsOpen(this Caller wallet) {
        var heard = await wallet.Send("GET", "/pay/v1/session");
        return heard.Status == 200 || heard.Is(401, "tokenUnknown").Status == 200;
    }
}
