using System.Text.Json;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Disputes;
using Teahouse.Pay.Payees;
using Teahouse.Storage;

namespace Teahouse.Pay.News;

/// <summary>Tells both sides of a charge where it stands. Nobody waits for it, and nothing rests on it.</summary>
internal sealed class ChargeNews(WalletDoor door, VerifiedNames names) {
    /// <summary>A charge has come to stand where it does.</summary>
    public void Tell(ChargeRow row) => Both(row).Ignore();

    /// <summary>Money of a charge has gone back: the payer is told how much this time, and not of the payment once more.</summary>
    /// <param name="row">The charge.</param>
    /// <param name="minor">How much, in minor units.</param>
    public void GivenBack(ChargeRow row, long minor) => Back(row, minor).Ignore();

    /// <summary>A question waits for its answer.</summary>
    public void TellAsked(ChargeRow row) => Asked(row).Ignore();

    /// <summary>Something was tried with a person's code, and came to nothing.</summary>
    public void Tell(PersonId person, PersonId payee, string word, long amount, long at) => Tried(person, payee, word, amount, at).Ignore();

    /// <summary>Money has moved in a wallet.</summary>
    public void Moved(PersonId person) => door.Tell(person, new("movement", "{}", IsForTills: false));

    /// <summary>Something has come of a dispute, or somebody of the house looked at it.</summary>
    public void Disputed(DisputeRow row) {
        foreach (var person in (long[])[row.Payer, row.Payee]) {
            if (person != 0) door.Tell(new(person), new("dispute", Json(new { id = row.Id }), IsForTills: false));
        }
    }

    /// <summary>A wallet was frozen or thawed, or will thaw by itself.</summary>
    public void Wallet(PersonId person, bool isFrozen, long? thawsAt) => door.Tell(person, new("wallet", Json(new { frozen = isFrozen, thawsAt }), IsForTills: false));

    private async Task Both(ChargeRow row) {
        // What came to nothing of a poster was answered to the payer, and is nobody else's affair.
        if (row is { Poster: not null, Is: ChargeState.Refused }) return;
        door.Tell(row.To, new("charge", Json(Charge.Of(row)), IsForTills: true));
        var payee = await Faces.OfPayee(row.To, names, CancellationToken.None);
        if (row.Is == ChargeState.Waiting) await Asked(row);
        else if (row.Until is not null) door.Tell(row.From, new("askEnded", Json(new { id = row.Name }), IsForTills: false));
        if (row.Is is ChargeState.Held or ChargeState.Paid or ChargeState.Undone) door.Tell(row.From, new("payment", Json(Payment.Of(row, payee)), IsForTills: false));
        if (row is { Is: ChargeState.Refused, Word: { } word }) await Tried(row.From, row.To, word, row.Amount, row.At);
        Moved(row.From);
        Moved(row.To);
    }

    private async Task Back(ChargeRow row, long minor) {
        door.Tell(row.To, new("charge", Json(Charge.Of(row)), IsForTills: true));
        var payment = Payment.Of(row, await Faces.OfPayee(row.To, names, CancellationToken.None));
        door.Tell(row.From, new("refund", Json(new { payment, amount = ChargeWords.Money(minor) }), IsForTills: false));
        Moved(row.From);
        Moved(row.To);
    }

    private async Task Asked(ChargeRow row) =>
        door.Tell(row.From, new("ask", Json(Ask.Of(row, await Faces.OfPayee(row.To, names, CancellationToken.None))), IsForTills: false));

    private async Task Tried(PersonId person, PersonId payee, string word, long amount, long at) {
        var face = await Faces.OfPayee(payee, names, CancellationToken.None);
        door.Tell(person, new("attempt", Json(new Attempt(at, word, ChargeWords.Money(amount), face)), IsForTills: false));
    }

    private static string Json<T>(T what) => JsonSerializer.Serialize(what, JsonSerializerOptions.Web);
}
