using System.Net;
using System.Net.Sockets;
using Teahouse.Host.Settings;

namespace Teahouse.Host.Serving;

/// <summary>Whether the server can listen where it was told to: asked before anything is started, so that the answer is one sentence.</summary>
internal static class Listening {
    private const string Certificate = "Kestrel:Certificates:Default:Path";

    /// <exception cref="StartRefusedException">Another program listens there, it is no address of this machine, or TLS has no certificate.</exception>
    public static void Check(HouseSettings settings, IConfiguration configuration) {
        var ports = settings.Urls.Select(u => BindingAddress.Parse(u).Port).ToHashSet();
        if (settings.MetricsUrls.FirstOrDefault(u => ports.Contains(BindingAddress.Parse(u).Port)) is { } same) {
            throw new StartRefusedException($"{Setting.MetricsUrls}: {same} has a port of {Setting.Urls}. Metrics need a port of their own, so that nobody reads them from outside.");
        }
        foreach (var url in settings.Urls.Concat(settings.MetricsUrls)) {
            var address = BindingAddress.Parse(url);
            if (address.Scheme == Uri.UriSchemeHttps && configuration[Certificate] is null) {
                throw new StartRefusedException(
                    $"{Setting.Urls}: {url} needs a certificate, in {Certificate} of {SettingsSources.FileName}. A proxy that does TLS is simpler (docs/OPERATIONS.md).");
            }
            TryListen(address, url);
        }
    }

    /// <exception cref="StartRefusedException">As above.</exception>
    public static void CheckSilo(IPEndPoint silo) {
        try {
            using var listener = new TcpListener(silo);
            listener.Start();
        } catch (SocketException e) {
            throw new StartRefusedException($"{Setting.Silo}: {silo} cannot be listened at: {Reason(e, silo.Port, $"{Setting.Silo} {new IPEndPoint(silo.Address, Math.Min(silo.Port + 1, IPEndPoint.MaxPort))}")}");
        }
    }

    private static void TryListen(BindingAddress address, string url) {
        var ip = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var literal) ? literal : IPAddress.Any;
        try {
            using var listener = new TcpListener(ip, address.Port);
            listener.Start();
        } catch (SocketException e) {
            throw new StartRefusedException($"{Setting.Urls}: {url} cannot be listened at: {Reason(e, address.Port, $"{Setting.Urls} http://localhost:{address.Port + 1}")}");
        }
    }

    private static string Reason(SocketException e, int port, string example) => e.SocketErrorCode switch {
        SocketError.AddressAlreadyInUse => $"another program has port {port}. Name another, for example {example}.",
        SocketError.AccessDenied => $"ports below 1024 are for root. Take a higher one, and let a proxy listen at {port} (docs/OPERATIONS.md).",
        SocketError.AddressNotAvailable => "this machine does not have that address.",
        _ => e.Message,
    };
}
