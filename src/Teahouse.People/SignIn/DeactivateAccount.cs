using Microsoft.AspNetCore.Http;
using Teahouse.People.Devices;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>A person leaves for good. Their handle stays taken, so that nobody is mistaken for them.</summary>
internal sealed class DeactivateAccount(DeviceEnd devices, Departures departures, IEnumerable<ILeaving> others, TimeProvider clock) {
    public static void Map(MatrixRoutes routes) => routes.Map("POST", "/account/deactivate", Handle).Allows(Access.SignedIn).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Person person, UserInteractiveAuth auth, DeactivateAccount deactivate) {
        var body = await MatrixBody.Read(http);
        var erase = body.OptionalBool("erase") ?? false;
        if (await deactivate.Refused(person.Id, http.RequestAborted) is { } refused) return refused;
        if (await auth.Ask(http, person, body, http.RequestAborted, irrevocable: true) is { } ask) return ask;
        await deactivate.Leave(person, erase, http.RequestAborted);
        return MatrixJson.Ok(new { id_server_unbind_result = "no-support" });
    }

    private async Task<MatrixError?> Refused(PersonId person, CancellationToken stop) {
        foreach (var other in others) {
            if (await other.Refuses(person, stop) is { } why) return new MatrixError(409, $"ORG.TEAHOUSE.{why.Code}", why.Message);
        }
        return null;
    }

    private async Task Leave(Person person, bool erase, CancellationToken stop) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await devices.End(person.Id, await devices.AllBut(person.Id, kept: null, stop), PersonalRecords.Leaving(person.Id, now).And(Departures.Begin(person.Id, erase)));
        await departures.Finish(person.Id, erase);
    }
}
