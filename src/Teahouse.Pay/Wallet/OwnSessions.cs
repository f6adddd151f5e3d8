using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Problems;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>A wallet session as its owner sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">What its owner calls it; may be empty.</param>
/// <param name="Scope"><c>full</c>, <c>receive</c> for a till, or <c>takeOut</c> for who has left the house.</param>
/// <param name="Passkey">The id of the payment passkey that signed in; null for a link.</param>
/// <param name="CreatedAt">When it signed in (milliseconds).</param>
/// <param name="ExpiresAt">When it ends by itself (milliseconds).</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
internal sealed record SessionShown(string Id, string Name, string Scope, string? Passkey, long CreatedAt, long ExpiresAt, bool IsThis) {
    public static SessionShown Of(WalletSession session, WalletSession asking) => new(
        session.Id, session.Name, session.Scope.Word(), session.Passkey, session.CreatedAt, session.ExpiresAt, session.Id == asking.Id);
}

/// <summary>A session for a till.</summary>
/// <param name="Name">Where it stands.</param>
internal sealed record TillWanted(string? Name = null);

/// <summary>A person's own wallet sessions: seen, ended, and opened for a till.</summary>
internal static class OwnSessions {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/session", This).WithSummary("The session that asks.").Needs(WalletScope.Receive).OrTakeOut().AtMost(Rate.Reading);
        pay.MapDelete("/session", EndThis).WithSummary("Signs this session out.").Needs(WalletScope.Receive).OrTakeOut().AtMost(Rate.Sending);
        pay.MapGet("/sessions", All).WithSummary("My wallet sessions, the newest first.").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
        pay.MapDelete("/sessions", EndAll).WithSummary("Signs all my wallet sessions out, this one too.").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Sending);
        pay.MapDelete("/sessions/{id}", EndOne).WithSummary("Signs one of them out.")
            .Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.Sending);
        pay.MapPost("/sessions/till", OpenTill).WithSummary("Opens a session for a till: it receives and pays back, and does nothing else.")
            .Produces<GivenWalletToken>().Needs(WalletScope.Full).AtMost(Rate.SigningIn);
    }

    [Reads]
    private static Ok<SessionShown> This(WalletSession session) => TypedResults.Ok(SessionShown.Of(session, session));

    [Reads]
    private static async Task<Ok<IEnumerable<SessionShown>>> All(WalletSession session, WalletSessions sessions, CancellationToken stop) =>
        TypedResults.Ok((await sessions.Of(session.Person, stop)).Select(s => SessionShown.Of(s, session)));

    [Reads]
    private static async Task<NoContent> EndThis(WalletSession session, WalletSessions sessions) {
        await sessions.End(session.Person, session.Id);
        return TypedResults.NoContent();
    }

    [Reads]
    private static async Task<NoContent> EndAll(WalletSession session, Database database) {
        await database.Write(new(WalletSessions.EndAll(session.Person)));
        return TypedResults.NoContent();
    }

    [Reads]
    private static async Task<IResult> EndOne(string id, WalletSession session, WalletSessions sessions) =>
        await sessions.End(session.Person, id) ? TypedResults.NoContent() : Problem.NotFound;

    [Reads]
    private static async Task<IResult> OpenTill(Body<TillWanted> body, WalletSession session, WalletSessions sessions, Database database) {
        var (given, rows) = sessions.Open(session.Person, WalletScope.Receive, session.Passkey, Names.Checked(body.Value.Name));
        try {
            await database.Write(new Write(session.StillHolds()).And(rows));
            return TypedResults.Ok(given);
        } catch (WriteLostException) {
            return PayProblems.TokenUnknown;
        }
    }
}
