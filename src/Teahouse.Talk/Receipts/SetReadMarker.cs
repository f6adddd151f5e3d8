using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Receipts;

/// <summary>Moves a person's read marker in a room, and receipts with it.</summary>
internal static class SetReadMarker {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/rooms/{roomId}/read_markers", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, HttpContext http, ReceiptStore receipts, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var moves = new[] { Receipt.FullyReadMarker, Receipt.Public, Receipt.Private }
            .Select(type => (Type: type, EventId: body.OptionalString(type)))
            .Where(m => m.EventId is not null)
            .Select(m => new Receipt(m.Type, m.EventId!, Receipt.Unthreaded)).ToList();
        await receipts.Post(person, roomId, moves, stop);
        return MatrixAnswer.Empty;
    }
}
