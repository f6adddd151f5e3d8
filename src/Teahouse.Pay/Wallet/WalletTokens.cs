using Microsoft.AspNetCore.Http;
using Teahouse.Pay.Problems;
using Teahouse.People;

namespace Teahouse.Pay.Wallet;

/// <summary>Whom a wallet token lets in.</summary>
internal sealed class WalletTokens(WalletSessions sessions) : IOwnTokens {
    /// <inheritdoc/>
    public async Task<Admission> Admit(HttpContext http, string? token, CancellationToken stop) {
        if (token is null) return new(null, PayProblems.TokenMissing);
        if (await sessions.Find(token, stop) is not { } session) return new(null, PayProblems.TokenUnknown);
        if (!session.Scope.MayUse(http.GetEndpoint()!.Metadata)) return new(session.Person, PayProblems.ScopeTooSmall);
        http.Features.Set(session);
        return new(session.Person, null);
    }
}
