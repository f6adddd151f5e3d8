using System.Reflection;
using Microsoft.AspNetCore.Http;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>The wallet session that sent a request. A route handler asks for it as a parameter.</summary>
/// <param name="Token">SHA-256 of its token.</param>
/// <param name="Id">Names it in this API.</param>
/// <param name="Person">Whose wallet.</param>
/// <param name="Scope">What it may do.</param>
/// <param name="Passkey">The id of the payment passkey that signed in; null for a link.</param>
/// <param name="Name">What its owner calls it; may be empty.</param>
/// <param name="CreatedAt">When it signed in (milliseconds).</param>
/// <param name="ExpiresAt">When it ends by itself (milliseconds).</param>
internal sealed record WalletSession(
    byte[] Token, string Id, PersonId Person, WalletScope Scope, string? Passkey, string Name, long CreatedAt, long ExpiresAt) {
    /// <summary>The write is lost when the session has ended meanwhile.</summary>
    public Statement StillHolds() => Statement.Claim("UPDATE pay_session SET name = name WHERE token = @token", ("token", Token));

    /// <summary>Lets minimal APIs bind it; the route says <c>.Needs(WalletScope....)</c>.</summary>
    public static ValueTask<WalletSession?> BindAsync(HttpContext http, ParameterInfo parameter) =>
        ValueTask.FromResult<WalletSession?>(http.Features.Get<WalletSession>()
            ?? throw new InvalidOperationException($"The route of {parameter.Member.DeclaringType?.Name} says no .Needs(WalletScope....)."));
}
