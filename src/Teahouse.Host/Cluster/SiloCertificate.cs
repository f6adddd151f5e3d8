using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Teahouse.Host.Secrets;
using Teahouse.Host.Settings;

namespace Teahouse.Host.Cluster;

/// <summary>
/// The certificate by which several servers know each other. All of them have the same, and each believes only who shows that one
/// and has its key: there is no authority that could let in somebody else.
/// </summary>
internal static class SiloCertificate {
    /// <summary>Reads certificate and key from one PEM file.</summary>
    /// <exception cref="StartRefusedException">It is missing, readable by others, or not both.</exception>
    public static X509Certificate2 Read(string path) {
        try {
            KeyFile.MustBeClosed(path);
            return X509Certificate2.CreateFromPemFile(path);
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException) {
            throw new StartRefusedException($"{Setting.SiloCertificate}: {path} is no PEM file with a certificate and its key: {e.Message}");
        }
    }

    /// <summary>Encrypts what the servers tell each other, and lets nobody else in.</summary>
    public static void UseCertificate(this ISiloBuilder silo, X509Certificate2 own) => silo.UseTls(own, tls => {
        tls.RemoteCertificateMode = Orleans.Connections.Security.RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = Orleans.Connections.Security.RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (shown, _, _) => shown.RawDataMemory.Span.SequenceEqual(own.RawDataMemory.Span);
        tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = own.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    });
}
