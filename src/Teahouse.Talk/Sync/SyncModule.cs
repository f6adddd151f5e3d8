using Microsoft.Extensions.DependencyInjection;

namespace Teahouse.Talk.Sync;

/// <summary>What /sync needs.</summary>
internal static class SyncModule {
    public static void AddSync(this IServiceCollection services, bool isOneOfSeveral) {
        services.AddSingleton(typeof(GrainsOf<>));
        services.AddSingleton<FilterStore>();
        services.AddSingleton<Inboxes>();
        services.AddSingleton<KnownPeople>();
        services.AddSingleton<RoomBell>();
        services.AddSingleton<RoomMemories>();
        services.AddSingleton<RoomSights>();
        services.AddSingleton<SpeakerMemory>();
        services.AddSingleton<SyncProbe>();
        services.AddSingleton<SyncReader>();
        services.AddSingleton<Takeover>();
        services.AddSingleton<UnreadMemory>();
        services.AddSingleton<ToldDevices>();
        if (isOneOfSeveral) services.AddHostedService<InboxRounds>();
        else services.AddSingleton<GrainsOf<IInboxGrain>, InboxesHere>();
    }
}
