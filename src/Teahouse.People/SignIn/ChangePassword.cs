using Microsoft.AspNetCore.Http;
using Teahouse.People.Devices;
using Teahouse.People.Matrix;
using Teahouse.People.Notices;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Sets a password, also the first one, and signs out the other devices unless the person wants them to stay.</summary>
internal sealed class ChangePassword(Database database, Passwords passwords, DeviceEnd devices, SessionCache cache, TimeProvider clock) {
    public static void Map(MatrixRoutes routes) => routes.Map("POST", "/account/password", Handle).Allows(Access.SignedIn).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Person person, UserInteractiveAuth auth, ChangePassword change) {
        var body = await MatrixBody.Read(http);
        var logoutDevices = body.OptionalBool("logout_devices") ?? true;
        var password = body.OptionalString("new_password");
        if (password is not null) Passwords.Judge(password, person.UserId.Split(':')[0][1..]);
        if (await auth.Ask(http, person, body, http.RequestAborted) is { } ask) return ask;
        if (password is null) return MatrixError.MissingParam("'new_password' is missing.");
        return await change.To(password, person, logoutDevices, http.RequestAborted);
    }

    private async Task<IResult> To(string password, Person person, bool logoutDevices, CancellationToken stop) {
        var hash = await passwords.Hash(password, stop);
        var row = await PersonRow.ById(database, person.Id, stop) ?? throw new InvalidOperationException("A session without a person.");
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var write = new Write(
            row.NextVersion(),
            Statement.Do("UPDATE people_person SET password = @hash WHERE person = @person", ("hash", hash), ("person", row.Person)),
            OneTimeTokens.RevokeAll(row.Id)).And(Notice.Of(row.Id, Notice.PasswordChanged, now));
        var ending = logoutDevices ? await devices.AllBut(person.Id, person.DeviceId, stop) : [];
        try {
            if (ending.Count > 0) await devices.End(person.Id, ending, write);
            else await database.Write(write, CancellationToken.None);
        } catch (WriteLostException) {
            return MatrixError.Forbidden("Somebody changed how you sign in at the same time. Try again.");
        }
        cache.Forget(person.Id);
        return MatrixJson.Done;
    }
}
