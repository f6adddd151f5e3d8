using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>People: who a person is, their devices and how they sign in. Owns the tables people_*; nobody else reads or writes them.</summary>
public static class PeopleModule {
    /// <summary>The tables people_*.</summary>
    public static MigrationSet Migrations => MigrationSet.Of<Person>("people");

    /// <summary>Adds what People needs and owns.</summary>
    public static void AddPeople(this IHostApplicationBuilder house) {
        house.Services.AddSingleton(s => new PeopleDirectory(s.GetRequiredService<House>(), s.GetRequiredService<Database>()));
        house.Services.AddSingleton(_ => new UserInteractiveAuth());
    }

    /// <summary>Checks every request's access token and rate before its handler runs.</summary>
    public static void UsePeople(this IApplicationBuilder app) {
    }

    /// <summary>Maps what People offers.</summary>
    public static void MapPeople(this IEndpointRouteBuilder app) {
    }
}
