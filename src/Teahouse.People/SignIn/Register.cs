using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Takes somebody in who comes with a password.</summary>
internal sealed class Register(NewPerson people, Passwords passwords, SessionStart sessions, House house) {
    private const string Dummy = "m.login.dummy";
    private const string RegistrationToken = "m.login.registration_token";

    public static void Map(MatrixRoutes routes) => routes.Map("POST", "/register",
        [Reads] (HttpContext http, Register register) => register.Handle(http)).Allows(Access.Anybody).AtMost(Rate.Registering);

    private string Stage => house.Registration == RegistrationRule.Token ? RegistrationToken : Dummy;

    private async Task<IResult> Handle(HttpContext http) {
        switch (http.Request.Query["kind"].ToString()) {
            case "guest": return new MatrixError(403, "M_GUEST_ACCESS_FORBIDDEN", "Guests come in by registering.");
            case not ("" or "user"): return MatrixError.InvalidParam("'kind' is user.");
        }
        if (house.Registration == RegistrationRule.Closed) return NewPerson.Error(RegistrationRefusal.Closed);
        var body = await MatrixBody.Read(http);
        var username = body.OptionalString("username") is { } typed ? Handles.Handle.Meant(typed) : null;
        var password = body.OptionalString("password");
        var wish = DeviceWish.From(body);
        if (username is not null && await people.Judge(username, http.RequestAborted) is { } refusal) return NewPerson.Error(refusal);
        if (password is not null) Passwords.Judge(password, username ?? "");
        if (await Ask(http, body) is { } ask) return ask;
        return await Take(http, body, username ?? Handles.Handle.MakeUp(), password ?? throw MatrixError.MissingParam("'password' is missing.").Thrown(), wish);
    }

    /// <summary>
    /// One stage, whose whole answer comes with the request: no state is kept, and the session's name is as good as any. Older clients
    /// answer the first stage without having asked for a session.
    /// </summary>
    private async Task<IResult?> Ask(HttpContext http, JsonElement body) {
        var auth = body.OptionalObject("auth");
        if (auth?.OptionalString("type") is not { } type) return Question(null);
        if (type != Stage) return Question(MatrixError.Forbidden($"One registers here with {Stage}."));
        if (type == Dummy) return null;
        if (!await people.IsValid(auth.Value.RequiredString("token"), http.RequestAborted)) return Question(NewPerson.Error(RegistrationRefusal.TokenInvalid));
        return null;
    }

    private IResult Question(MatrixError? failed) => MatrixJson.Answer(401, new {
        session = Secret.New(),
        flows = new[] { new { stages = new[] { Stage } } },
        @params = new { },
        errcode = failed?.Code,
        error = failed?.Message,
    });

    private async Task<IResult> Take(HttpContext http, JsonElement body, string handle, string password, DeviceWish wish) {
        var hash = await passwords.Hash(password, http.RequestAborted);
        var person = PersonId.New();
        var stays = body.OptionalBool("inhibit_login") == true;
        var tokens = IssuedTokens.New(wish.DeviceId ?? SessionStart.NewDeviceId(), wish.Refreshes);
        var token = body.RequiredObject("auth").OptionalString("token");
        var refusal = await people.Write(person, handle, Secret.New(), hash, token, stays ? Write.Nothing : sessions.Rows(person, wish, tokens, 0));
        if (refusal is { } why) return NewPerson.Error(why);
        var userId = $"@{handle}:{house.ServerName}";
        return stays ? MatrixJson.Ok(new { user_id = userId }) : MatrixJson.Ok(new {
            user_id = userId,
            access_token = tokens.AccessToken,
            device_id = tokens.DeviceId,
            refresh_token = tokens.RefreshToken,
            expires_in_ms = tokens.ExpiresInMs,
            home_server = house.ServerName,
        });
    }
}
