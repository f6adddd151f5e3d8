using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Teahouse.People.Devices;
using Teahouse.People.Matrix;
using Teahouse.People.Notices;
using Teahouse.People.Passkeys;
using Teahouse.People.Profiles;
using Teahouse.People.Recovery;
using Teahouse.People.Requests;
using Teahouse.People.Server;
using Teahouse.People.Sessions;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>People: who a person is, their devices and how they sign in. Owns the tables people_*; nobody else reads or writes them.</summary>
public static class PeopleModule {
    /// <summary>The tables people_*.</summary>
    public static MigrationSet Migrations => MigrationSet.Of<Person>("people");

    /// <summary>Adds what People needs and owns. Needs <see cref="House"/>, <see cref="Database"/> and a <see cref="TimeProvider"/>.</summary>
    public static void AddPeople(this IHostApplicationBuilder house) {
        AddDoors(house.Services);
        AddSessions(house.Services);
        AddPasskeys(house.Services);
        house.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        // Its lines hold whole addresses, and older clients put their access token there.
        house.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // A number is a number, also in what the document says of it.
        house.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        house.Services.AddOpenApi("v1", OwnApi.Describe);
    }

    /// <summary>Checks every request's access token and rate before its handler runs.</summary>
    public static void UsePeople(this IApplicationBuilder app) => app.UseMiddleware<Gate>();

    /// <summary>Maps what People offers.</summary>
    public static void MapPeople(this IEndpointRouteBuilder app) {
        MapMatrix(new MatrixRoutes(app));
        MapOwn(app.MapGroup(OwnApi.Prefix).WithTags("People"));
        app.MapOpenApi().Allows(Access.Anybody).AtMost(Rate.Reading).WithMetadata(new ReadsAttribute());
    }

    private static void AddDoors(IServiceCollection services) {
        services.AddSingleton(s => new PeopleDirectory(s.GetRequiredService<House>(), s.GetRequiredService<Database>()));
        services.AddSingleton(s => new PasswordProof(s.GetRequiredService<Database>(), s.GetRequiredService<Passwords>(), s.GetRequiredService<RateLimits>()));
        services.AddSingleton(s => new RecoveryProof(s.GetRequiredService<PeopleDirectory>(), s.GetRequiredService<Database>()));
        services.AddSingleton(s => new UserInteractiveAuth(
            s.GetRequiredService<Database>(), s.GetRequiredService<PeopleDirectory>(), s.GetRequiredService<Passwords>(),
            s.GetRequiredService<RateLimits>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPersonalRecords, PersonalRecords>();
    }

    private static void AddSessions(IServiceCollection services) {
        services.AddSingleton<RateLimits>().AddSingleton<SessionCache>().AddSingleton<SessionFinder>().AddSingleton<SessionStart>();
        services.AddSingleton<DeviceEnd>().AddSingleton<ProfileFields>();
        services.AddSingleton<Passwords>().AddSingleton<NewPerson>().AddSingleton<LoginTokens>();
        services.AddSingleton<Register>().AddSingleton<Login>().AddSingleton<ChangePassword>().AddSingleton<DeactivateAccount>();
        services.AddSingleton<Departures>().AddHostedService<FinishDepartures>();
        services.AddSingleton<RecoveryCode>().AddSingleton<LetIn>();
    }

    private static void AddPasskeys(IServiceCollection services) {
        services.AddSingleton<Ceremonies>();
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyStore>();
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<House>(PasskeyDesk.Configure);
        services.AddScoped<PasskeyDesk>().AddScoped<SignUpWithPasskey>().AddScoped<OwnPasskeys>().AddScoped<ConfirmElsewhere>();
    }

    private static void MapMatrix(MatrixRoutes routes) {
        ChangePassword.Map(routes);
        CheckUsernameAvailability.Map(routes);
        ConfirmElsewhere.Map(routes);
        DeactivateAccount.Map(routes);
        DeleteDevices.Map(routes);
        GenerateLoginToken.Map(routes);
        GetAccount3PIDs.Map(routes);
        GetCapabilities.Map(routes);
        GetDevices.Map(routes);
        GetLoginFlows.Map(routes);
        GetTokenOwner.Map(routes);
        GetUserProfile.Map(routes);
        GetProtocols.Map(routes);
        GetVersions.Map(routes);
        GetWellknown.Map(routes);
        GetWhoIs.Map(routes);
        Login.Map(routes);
        Logout.Map(routes);
        Refresh.Map(routes);
        Register.Map(routes);
        RegistrationTokenValidity.Map(routes);
        SetProfileField.Map(routes);
        UpdateDevice.Map(routes);
    }

    private static void MapOwn(RouteGroupBuilder people) {
        ConfirmElsewhere.Map(people);
        GetHouse.Map(people);
        GetMe.Map(people);
        LetIn.Map(people);
        OwnPasskeys.Map(people);
        RecoveryCode.Map(people);
        SignInWithPasskey.Map(people);
        SignUpWithPasskey.Map(people);
    }
}
