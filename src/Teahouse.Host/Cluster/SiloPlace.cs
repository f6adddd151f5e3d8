using System.Net;
using System.Net.Sockets;
using Teahouse.Host.Serving;
using Teahouse.Host.Settings;

namespace Teahouse.Host.Cluster;

/// <summary>Where the other servers reach this one. What comes there is believed, so it may not come from anywhere.</summary>
internal static class SiloPlace {
    /// <summary>Reads an address and its port.</summary>
    /// <exception cref="FormatException">It is none, or one that anybody can reach.</exception>
    public static IPEndPoint Parse(string text) {
        if (!IPEndPoint.TryParse(text, out var address) || address.Port == 0) {
            throw new FormatException($"'{text}' is not where others reach a server. It looks like 10.0.0.5:11111: an address of this machine, not a name, and a port.");
        }
        return IsPrivate(address.Address) ? address : throw new FormatException(
            $"'{address.Address}' is neither loopback nor private. What servers tell each other may pass over a private network only: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or fc00::/7.");
    }

    /// <summary>Refuses what would put the servers' talk where others can listen or join.</summary>
    /// <exception cref="StartRefusedException">There is no shared database, no TLS between machines, or nobody to talk to.</exception>
    public static void Check(HouseSettings settings) {
        if (settings.Silo is not { } silo) {
            if (settings.SiloCertificate is not null) throw new StartRefusedException($"{Setting.SiloCertificate} is for one of several servers: name {Setting.Silo} too.");
            return;
        }
        if (settings.Database is null) throw new StartRefusedException($"{Setting.Silo}: several servers share a PostgreSQL; name it with {Setting.Database}.");
        if (!IPAddress.IsLoopback(silo.Address) && settings.SiloCertificate is null) {
            throw new StartRefusedException($"{Setting.Silo}: between machines there is TLS, or no talk. Name the certificate that all of them have with {Setting.SiloCertificate} (docs/OPERATIONS.md).");
        }
        Listening.CheckSilo(silo);
    }

    private static bool IsPrivate(IPAddress address) {
        if (IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal;
        return address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..];
    }
}
