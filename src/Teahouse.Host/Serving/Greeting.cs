using Teahouse.Host.Settings;
using Teahouse.People;

namespace Teahouse.Host.Serving;

/// <summary>What the server says once it is open.</summary>
internal static class Greeting {
    public static void Say(House house, HouseSettings settings) {
        var address = house.PublicUrl.GetLeftPart(UriPartial.Authority);
        var wallet = house.PayUrl.GetLeftPart(UriPartial.Authority);
        Console.WriteLine($"Teahouse is open at {address}, its wallet at {wallet}");
        if (Addresses.IsLocal(house.PublicUrl)) return;
        Console.WriteLine($"It listens at {string.Join(", ", settings.Urls)}; a proxy must bring {address} and {wallet} there (docs/OPERATIONS.md).");
        if (house.PublicUrl.Scheme != Uri.UriSchemeHttps) {
            Console.WriteLine($"Browsers give encryption and passkeys to https addresses only: at {address} the app cannot work, other clients can.");
        }
    }
}
