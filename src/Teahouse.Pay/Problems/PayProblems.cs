using Teahouse.Pay.Ledger;
using Teahouse.Pay.Regimes;
using Teahouse.People.Requests;

namespace Teahouse.Pay.Problems;

/// <summary>What Pay refuses, in the form of RFC 9457. Each code has its page in docs/errors.</summary>
internal static class PayProblems {
    public static Problem TokenMissing => new Problem(401, "tokenMissing", "Not signed in", "This needs a wallet token, as a bearer token in the Authorization header.");

    public static Problem TokenUnknown => new Problem(401, "tokenUnknown", "Not signed in", "This is no wallet token, or no longer. A token of the chat opens nothing here.");

    public static Problem ScopeTooSmall => new Problem(403, "scopeTooSmall", "Not with this token", "A till's token receives and pays back, that of who has left the house takes out what is theirs, and neither does anything else.");

    public static Problem PaymentPasskeyNeeded => new Problem(
        403, "paymentPasskeyNeeded", "Only with your payment passkey", "There is a payment passkey for this wallet: from then on nothing else signs in.");

    public static Problem SignInTooOld => new Problem(
        403, "signInTooOld", "Sign in anew", "The first payment passkey is made soon after the sign-in. Open the wallet from the app once more.");

    public static Problem LastPaymentPasskey => new Problem(
        409, "lastPaymentPasskey", "The last payment passkey", "Without one, the chat's sign-in alone would open the wallet. Add another first.");

    public static Problem PaymentPasskeyMissing => new Problem(
        403, "paymentPasskeyMissing", "No payment passkey yet", "Money goes out only with a payment passkey. Make one first.");

    public static Problem PasswordRefused => new Problem(403, "passwordRefused", "Not the password", "In the sandbox the password of the house stands in for a payment passkey, and this was not it.");

    public static Problem CurrencyUnknown => new Problem(
        400, "currencyUnknown", "Not a currency here", "A currency is three letters of ISO 4217, and one that this house knows.");

    public static Problem AmountInvalid => new Problem(
        400, "amountInvalid", "Not an amount that can move", "An amount is a whole number of minor units above zero, and not more than may move at once.");

    public static Problem StatementTooLarge => new Problem(400, "statementTooLarge", "Too much for one statement", "Ask for fewer days at once: a statement has a year at most, and so many movements.");

    /// <summary>What is said does not do.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static Problem DisputeInvalid(string why) => new Problem(400, "disputeInvalid", "This cannot be said so", why);

    public static Problem DisputeExists => new Problem(409, "disputeExists", "Disputed already", "A payment is disputed once. Look at the dispute that there is.");

    public static Problem DisputeNotPossible => new Problem(
        409, "disputeNotPossible", "It cannot be disputed", "Only a payment by a code that is for good, at most 90 days old, and not given back already. What is on hold can be taken back instead.");

    public static Problem DisputesTooMany => new Problem(409, "disputesTooMany", "Too many at once", "So many of yours are open already. Settle one first.");

    public static Problem DisputeOver => new Problem(409, "disputeOver", "Too late", "Meanwhile it was answered, settled or decided.");

    public static Problem PayeeUnknown => new Problem(404, "payeeUnknown", "Nobody of that name", "Nobody here has this handle.");

    public static Problem PayeeIsSelf => new Problem(400, "payeeIsSelf", "That is you", "Money goes to somebody else.");

    public static Problem NotInRoom => new Problem(403, "notInRoom", "Not in this conversation", "Money stands in a conversation in which both of you are, and which there is.");

    public static Problem CardsTooMany => new Problem(409, "cardsTooMany", "Too many at once", "So much of yours waits in conversations already. What nobody takes comes back within a day.");

    public static Problem TallyOver => new Problem(409, "tallyOver", "Not asked for any more", "It was paid, declined or withdrawn, or its time is over. Nothing more is paid for it.");

    /// <summary>What is wanted does not fit together.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static Problem CardInvalid(string why) => new Problem(400, "cardInvalid", "No such card", why);

    public static Problem IdUsedOtherwise => new Problem(
        409, "idUsedOtherwise", "The key was used for something else", "Each Idempotency-Key is for one intention. Look at what was done under it, or make a new one.");

    public static Problem LedgerBusy => new Problem(
        503, "ledgerBusy", "The ledger does not answer", "Whether it was done is not known. Send the same request again, with the same key: it is done once.");

    public static Problem CodeAgain => new Problem(409, "codeAgain", "Show another code", "This one was shown too long ago, or the phone's clock is wrong. A new one may do.");

    public static Problem CodeRefused => new Problem(409, "codeRefused", "Refused", "This code pays nothing. Whose it is, is told why.");

    public static Problem CodeKeyDiffers => new Problem(403, "codeKeyDiffers", "Not the same key", "The phone has not derived the key that the house has. Begin again.");

    public static Problem AskEnded => new Problem(409, "askEnded", "Too late", "The question was answered otherwise, or waited too long: then nothing is paid.");

    public static Problem CannotBeHeld => new Problem(409, "cannotBeHeld", "Not on hold", "This is refused, or paid for good with the payment passkey.");

    public static Problem UndoTooLate => new Problem(409, "undoTooLate", "It cannot be undone", "This payment is for good, or was none. Ask the payee to pay it back.");

    public static Problem RefundTooMuch => new Problem(409, "refundTooMuch", "More than was paid", "So much was not paid by this charge, or was paid back already. What is held is undone as a whole.");

    public static Problem PasskeyLost => new Problem(403, "passkeyLost", "Not with this passkey", "It is on a device that was named as lost: it confirms nothing.");

    public static Problem FreezeRefused => new Problem(403, "freezeRefused", "Not the code", "Person and code do not belong together. Nothing was changed.");

    public static Problem NotFrozen => new Problem(409, "notFrozen", "The wallet is not frozen", "There is nothing to thaw.");

    /// <summary>The house's law does not know it.</summary>
    public static Problem NotInRegime(Verb verb, WalletLaw law) => new Problem(
        403, "notInRegime", "Not in this house", $"This house runs under the regime '{law.Word}', in which there is no '{verb.Word}'. GET /pay/v1/house lists what there is.");

    /// <summary>It is no account that money can go to.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static Problem BankAccountInvalid(string why) => new Problem(400, "bankAccountInvalid", "Not an account at a bank", why);

    public static Problem BankMissing => new Problem(409, "bankMissing", "No account at a bank yet", "The operator has not said which account of this house takes money in.");

    public static Problem PayoutsTooMany => new Problem(409, "payoutsTooMany", "Too many at once", "So much of yours is on its way out already. Wait until some of it has arrived, or take it back.");

    public static Problem PayoutTooLate => new Problem(409, "payoutTooLate", "Too late", "It is no longer waiting: it has gone to the bank, or is over.");

    public static Problem NotCashDesk => new Problem(403, "notCashDesk", "Not a cash desk", "Notes are paid in by verified payees whom the operator has made cash desks.");

    public static Problem CashDayLimit => new Problem(409, "cashDayLimit", "Enough notes for today", "A cash desk takes in so much in a day, as the operator has said. Nothing moved.");

    public static Problem PayeeNotVerified => new Problem(
        403, "payeeNotVerified", "Not verified yet", "In this house money buys from verified payees only. The operator verifies them.");

    public static Problem CodeMisread => new Problem(
        400, "codeMisread", "Not read right", "The checksum of what was scanned is wrong: it was read badly, or somebody altered it. Scan it again.");

    public static Problem CodeOfPayer => new Problem(
        400, "codeOfPayer", "This code pays, it is not paid", "It is the code of somebody who wants to pay. Only a till takes it.");

    /// <summary>A code of another scheme.</summary>
    /// <param name="scheme">Whose; null where that is not known.</param>
    public static Problem CodeForeign(string? scheme) => new Problem(
        400, "codeForeign", "Not a code of ours", scheme is null ? "This code belongs to another scheme; Teahouse cannot pay it." : $"This code is {scheme}'s; Teahouse cannot pay it.") {
        More = json => json.WriteString("scheme", scheme),
    };

    public static Problem PosterUnknown => new Problem(404, "posterUnknown", "Nobody's code", "No payee of this house has this code. It may be another house's, or of somebody who has left.");

    public static Problem PosterWithdrawn => new Problem(409, "posterWithdrawn", "Withdrawn", "The payee has withdrawn this code. Ask them for the one that holds.");

    public static Problem PosterExpired => new Problem(409, "posterExpired", "Too late", "This code was for one payment, and its time is over. Ask for another one.");

    public static Problem PosterPaid => new Problem(409, "posterPaid", "Paid already", "This code was for one payment, and somebody has paid it.");

    public static Problem PosterAltered => new Problem(409, "posterAltered", "Not the amount", "The payee made this code for another amount. Somebody altered it: do not pay.");

    public static Problem PosterDayLimit => new Problem(
        409, "posterDayLimit", "Enough for today", "So much may go to posters in a day, all together, because anybody can stick another one over them. Let the payee scan your code instead.");

    public static Problem PostersTooMany => new Problem(409, "postersTooMany", "Too many at once", "So many codes of yours may still be paid. Withdraw some of them.");

    public static Problem ReceiptUnprintable => new Problem(409, "receiptUnprintable", "No letters for it", "On this house's machine there is no font with all letters of this receipt.");

    public static Problem PosterUnprintable => new Problem(
        409, "posterUnprintable", "No letters for it", "On this house's machine there is no font with all letters of this poster. The picture (SVG) needs none.");

    /// <summary>What is wanted does not fit together.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static Problem PosterInvalid(string why) => new Problem(400, "posterInvalid", "No such code", why);

    /// <summary>It is no code.</summary>
    /// <param name="why">What is wrong with it.</param>
    public static Problem CodeMalformed(string why) => new Problem(400, "codeMalformed", "Not a code of ours", $"What was scanned or typed cannot be read: {why}.");

    /// <summary>Why the ledger did not do a transfer.</summary>
    public static Problem Of(TransferOutcome outcome) => outcome switch {
        TransferOutcome.FundsInsufficient => new Problem(409, "fundsInsufficient", "Not enough money", "There is less than that in the wallet, without what is promised."),
        TransferOutcome.DebitFrozen => new Problem(409, "walletFrozen", "The wallet is frozen", "Nothing goes out of a frozen wallet."),
        TransferOutcome.BalanceTooLarge => new Problem(409, "balanceTooLarge", "More than a wallet can hold", "The balance would be larger than any that can be told."),
        TransferOutcome.IdUsedOtherwise => IdUsedOtherwise,
        _ => throw new InvalidOperationException($"No route asks for what ends as {outcome}."),
    };

    /// <summary>Asks for a payment passkey, or for the password that stands in for one.</summary>
    /// <param name="ceremony">Sent back with the answer.</param>
    /// <param name="optionsJson">What the browser's own dialogue needs; null for a password.</param>
    /// <param name="confirmsJson">What of the body is confirmed; null where the path says all.</param>
    public static Problem ConfirmationNeeded(string ceremony, string? optionsJson, string? confirmsJson) => new Problem(
        403, "confirmationNeeded", "Confirm with your payment passkey", optionsJson is not null
            ? "Repeat the request with 'proof': this ceremony and the credential that answers these options."
            : "You have no payment passkey, and this is the sandbox: repeat the request with 'proof', this ceremony and the password of the house.") {
        More = json => {
            json.WriteString("ceremony", ceremony);
            json.WritePropertyName("options");
            json.WriteRawValue(optionsJson ?? "null");
            if (confirmsJson is null) return;
            json.WritePropertyName("confirms");
            json.WriteRawValue(confirmsJson);
        },
    };
}
