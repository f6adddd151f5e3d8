using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>How one pays money in.</summary>
/// <param name="Account">To which account.</param>
/// <param name="Bic">Its bank's code; null where the operator says none.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Reference">What one writes on the payment, so that it is found to be one's own; always the same (ISO 11649).</param>
internal sealed record WayIn(AccountAtBank Account, string? Bic, string Currency, string Reference);

/// <summary>Says how a person pays money in; their reference is made when they first ask.</summary>
internal static class PayIn {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/money-in", [Reads] (WalletSession session, HouseBank bank, Database database, TimeProvider clock, CancellationToken stop) =>
            Show(session, bank, database, clock, stop))
        .WithSummary("How I pay money in: the house's account at a bank, and the reference that says it is mine.")
        .Produces<WayIn>().Is(Verb.MoneyIn).Needs(WalletScope.Full).AtMost(Rate.Sending);

    private static async Task<IResult> Show(WalletSession session, HouseBank bank, Database database, TimeProvider clock, CancellationToken stop) {
        if (bank.Account is not { } account) return PayProblems.BankMissing;
        var reference = await Of(session.Person.Value, database, stop);
        if (reference is null) {
            await database.Write(new(Statement.Do(
                "INSERT INTO pay_reference (reference, person, at) VALUES (@reference, @person, @at) ON CONFLICT DO NOTHING",
                ("reference", PayInReference.New()), ("person", session.Person.Value), ("at", clock.GetUtcNow().ToUnixTimeMilliseconds()))), stop);
            // Another of their devices may have been a moment faster.
            reference = await Of(session.Person.Value, database, stop) ?? throw new InvalidOperationException("A reference that was made is not there.");
        }
        return TypedResults.Ok(new WayIn(new(account.Iban, account.Name), account.Bic, Iso4217.OfHouse.Code, reference));
    }

    private static Task<string?> Of(long person, Database database, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<string?>("SELECT reference FROM pay_reference WHERE person = @person", new { person }), stop);
}
