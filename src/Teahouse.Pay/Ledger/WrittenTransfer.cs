namespace Teahouse.Pay.Ledger;

/// <summary>A transfer as it stands in the ledger, done or failed.</summary>
/// <param name="Transfer">What was asked.</param>
/// <param name="Number">Which transfer of its currency it is, from 1.</param>
/// <param name="Chain">The number of the first transfer of its chain.</param>
/// <param name="At">When it was decided, in milliseconds since 1970.</param>
/// <param name="Outcome">What became of it.</param>
[GenerateSerializer, Immutable]
internal sealed record WrittenTransfer(
    [property: Id(0)] Transfer Transfer, [property: Id(1)] long Number, [property: Id(2)] long Chain, [property: Id(3)] long At,
    [property: Id(4)] TransferOutcome Outcome);

/// <summary>What became of a chain.</summary>
/// <param name="Written">Its transfers as they stand in the ledger; empty where the request itself was wrong.</param>
/// <param name="FailedAt">Which of them failed first; null for none.</param>
/// <param name="Outcome">Done, or what was wrong with that one.</param>
[GenerateSerializer, Immutable]
internal sealed record ChainOutcome(
    [property: Id(0)] WrittenTransfer[] Written, [property: Id(1)] int? FailedAt, [property: Id(2)] TransferOutcome Outcome) {
    /// <summary>The request was wrong, and nothing was written.</summary>
    public static ChainOutcome Refused(int index, TransferOutcome outcome) => new([], index, outcome);

    /// <summary>It stands in the ledger, done or failed.</summary>
    public static ChainOutcome Of(WrittenTransfer[] written) {
        var failed = Array.FindIndex(written, t => t.Outcome is not (TransferOutcome.Done or TransferOutcome.ChainFailed));
        return failed < 0 ? new(written, null, TransferOutcome.Done) : new(written, failed, written[failed].Outcome);
    }
}
