using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Receipts;

/// <summary>Says that a person has read up to an event.</summary>
internal static class PostReceipt {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/rooms/{roomId}/receipt/{receiptType}/{eventId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string receiptType, string eventId, Person person, HttpContext http, ReceiptStore receipts, CancellationToken stop) {
        await receipts.Post(person, roomId, [Receipt.FromRequest(receiptType, eventId, await MatrixBody.Read(http))], stop);
        return MatrixAnswer.Empty;
    }
}
