using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Teahouse.Host.Settings;
using Teahouse.Storage;

namespace Teahouse.Host.Cluster;

/*  Several servers are one house.
    (1) Each writes into host_orleans.silo where the others reach it. They probe each other every second.
    (2) One that misses two probes is declared dead there by whoever notices; what it held in memory begins anew elsewhere.
    (3) What it still writes is refused by the database, in the same transaction (Database.WriteOnlyWhile): however late it notices, it
        changes nothing.
    (4) When it learns that it is dead it aborts, and whoever supervises it starts it again. */

/// <summary>Orleans: alone in this process, or one silo of several on the same PostgreSQL.</summary>
internal static class Silos {
    // One database is one house: whoever shares the database belongs together.
    private const string TheHouse = "teahouse";

    private const string IsAlive =
        """
        SELECT 1 FROM host_orleans.silo
        WHERE deployment = @house AND address = @address AND port = @port AND generation = @generation AND status <> 6
        """;

    public static void UseSilo(this WebApplicationBuilder builder, HouseSettings settings, Database database) => builder.UseOrleans(silo => {
        if (settings.Silo is { } address) Join(silo, settings, address, database);
        else silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
    });

    private static void Join(ISiloBuilder silo, HouseSettings settings, IPEndPoint address, Database database) {
        if (settings.SiloCertificate is { } certificate) silo.UseCertificate(SiloCertificate.Read(certificate));
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (TheHouse, TheHouse));
        silo.Configure<EndpointOptions>(endpoint => {
            endpoint.AdvertisedIPAddress = address.Address;
            endpoint.SiloPort = address.Port;
            endpoint.SiloListeningEndpoint = address;
            endpoint.GatewayPort = 0;           // nobody calls from outside
        });
        silo.UseAdoNetClustering(meeting => {
            meeting.Invariant = "Npgsql";
            meeting.ConnectionString = new NpgsqlConnectionStringBuilder(settings.Database) {
                SearchPath = "host_orleans", MaxPoolSize = HostLimits.MeetingConnectionsMax, ApplicationName = "teahouse silo",
            }.ConnectionString;
        });
        TellFailures(silo.Services);
        ReplaceQuickly(silo);
        silo.AddStartupTask((services, _) => {
            database.WriteOnlyWhile(Alive(services.GetRequiredService<ILocalSiloDetails>().SiloAddress));
            return Task.CompletedTask;
        });
    }

    /// <summary>A failure of the database that a room meets on another server is told here as what it is.</summary>
    internal static void TellFailures(IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add(nameof(Teahouse)));

    private static Statement Alive(Orleans.Runtime.SiloAddress silo) => Statement.Do(IsAlive,
        ("house", TheHouse), ("address", silo.Endpoint.Address.ToString()), ("port", (long)silo.Endpoint.Port), ("generation", (long)silo.Generation));

    // Measured: a killed silo is replaced after about one second, a hanging one after two to three.
    private static void ReplaceQuickly(ISiloBuilder silo) {
        silo.Configure<ClusterMembershipOptions>(membership => {
            membership.ProbeTimeout = membership.MaxProbeTimeout = TimeSpan.FromMilliseconds(HostLimits.ProbeMilliseconds);
            membership.NumMissedProbesLimit = HostLimits.MissedProbesMax;
            membership.NumVotesForDeathDeclaration = 1;
            membership.ExtendProbeTimeoutDuringDegradation = false;
            membership.TableRefreshTimeout = membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(HostLimits.MeetingSeconds);
        });
        silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(HostLimits.SiloAnswerSeconds));
        silo.Configure<ConnectionOptions>(connection => connection.OpenConnectionTimeout = TimeSpan.FromMilliseconds(HostLimits.ProbeMilliseconds));
    }

    // Below the ports that outgoing connections are given: one of these might take it before the silo does.
    private static int FreePort() {
        while (true) {
            using var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(HostLimits.SiloPortMin, HostLimits.SiloPortMax));
            try {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            } catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse) { }
        }
    }
}
