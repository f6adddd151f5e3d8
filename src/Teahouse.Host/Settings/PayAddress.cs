namespace Teahouse.Host.Settings;

/// <summary>
/// Where the wallet stands: at a host of its own, because a browser parts pages by their host, and what renders strangers' messages must
/// not reach the money. Host and not port: cookies and passkeys know no ports.
/// </summary>
internal static class PayAddress {
    private const string Label = "pay.";

    /// <summary>Whether it is a name of the operator's own machine: browsers find <c>*.localhost</c> there and trust it without TLS.</summary>
    public static bool IsLocal(Uri payUrl) => payUrl.Host.EndsWith(".localhost", StringComparison.Ordinal);

    /// <summary>Reads the wallet's address.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Uri Parse(string text) {
        var url = Addresses.PublicUrl(text);
        return url.HostNameType == UriHostNameType.Dns ? url : throw new FormatException($"'{text}' has a number for a host, and passkeys need a name.");
    }

    /// <summary>The wallet's address, by what is said now, what was fixed at first start (null: this is it), and where the app stands.</summary>
    /// <exception cref="StartRefusedException">The wallet cannot stand there.</exception>
    public static Uri Decide(Uri? said, string? stored, Uri publicUrl) {
        if (stored?.Contains("://", StringComparison.Ordinal) == true) return Checked(new Uri(stored), publicUrl);
        return Checked(said ?? At(stored ?? Default(publicUrl), publicUrl), publicUrl);
    }

    private static string Default(Uri publicUrl) => publicUrl.HostNameType == UriHostNameType.Dns ? Label + publicUrl.Host : throw new StartRefusedException(
        $"{Setting.PayUrl}: the app's host {publicUrl.Host} is a number, before which no {Label} can stand. Say where the wallet is, for example {Setting.PayUrl} https://pay.teahouse.example.");

    private static Uri At(string host, Uri publicUrl) => new(new UriBuilder(publicUrl) { Host = host }.Uri.GetLeftPart(UriPartial.Authority));

    private static Uri Checked(Uri payUrl, Uri publicUrl) {
        var example = $"Name another, for example {Setting.PayUrl} {publicUrl.Scheme}://{Label}{publicUrl.Authority}.";
        if (payUrl.Host == publicUrl.Host) throw new StartRefusedException($"{Setting.PayUrl}: {payUrl.Host} is the app's own host, and the wallet needs one of its own. {example}");
        // A page may use the passkeys of the domains that it lies in: the app's pages would ask for those of payments.
        if (publicUrl.Host.EndsWith("." + payUrl.Host, StringComparison.Ordinal)) {
            throw new StartRefusedException($"{Setting.PayUrl}: the app's host {publicUrl.Host} lies within {payUrl.Host}, so its pages could use the payment passkeys. {example}");
        }
        if (payUrl.Scheme != publicUrl.Scheme) {
            throw new StartRefusedException($"{Setting.PayUrl}: app and wallet are both {Uri.UriSchemeHttps} or both {Uri.UriSchemeHttp}, and {Setting.PublicUrl} is {publicUrl.Scheme}.");
        }
        return payUrl;
    }
}
