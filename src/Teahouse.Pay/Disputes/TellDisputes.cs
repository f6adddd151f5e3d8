using Teahouse.Pay.News;
using Teahouse.Storage;

namespace Teahouse.Pay.Disputes;

/// <summary>By the clock: payer and payee are told what the operator did beside the server.</summary>
internal sealed class TellDisputes(Database database, DisputeStore disputes, ChargeNews news) {
    /// <summary>One look.</summary>
    public async Task Look(CancellationToken stop) {
        foreach (var row in await disputes.Untold(stop)) {
            try {
                await database.Write(new(DisputeStore.Tell(row)), stop);
                news.Disputed(row);
            } catch (WriteLostException) { }      // another server tells them
        }
    }
}
