using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Teahouse.Storage;

namespace Teahouse.People.Requests;

/*  Who waits for whom.
    (1) Who is signed in has allowances of their own: nobody else's requests use them up.
    (2) Who is not signed in shares those of the address, which are wide: a campus is behind one.
    (3) A wrong password counts against the handle and the address together, so that guessing from elsewhere locks nobody out, and
        against the address, so that guessing through many handles ends as well. Where an address has used up its share, every handle
        still has a few first tries there: whoever guesses behind it shuts no neighbour out.
        Who signs in again on a device that they have, and names it, has a few tries for that device besides, wherever they are: who
        guesses behind the same address, and knows none of their devices, does not make them wait.
    (4) Who is signed in and proves themselves once more counts for their own device: nobody else's guesses keep them from it, and
        a thief's at a stolen device keep nobody out.
    (5) What nobody guesses (tokens, recovery codes, passkeys: 79 bits and more) is counted as a request and not by its failures. */

/// <summary>How often what may be done, by person and by address.</summary>
internal sealed class RateLimits(House house, TimeProvider clock) {
    private readonly RateBuckets<(PersonId Person, Rate Rate)> persons = new(clock);
    private readonly RateBuckets<(string Address, Rate Rate)> addresses = new(clock);
    private readonly RateBuckets<(string Handle, string Address)> handleFailures = new(clock);
    private readonly RateBuckets<string> addressFailures = new(clock);
    private readonly RateBuckets<(string Handle, string Address)> firstTries = new(clock);
    private readonly RateBuckets<(string Handle, string DeviceId)> returns = new(clock);
    private readonly RateBuckets<(PersonId Person, string DeviceId)> deviceFailures = new(clock);

    /// <summary>Counts a request of a person; how long to wait when there are too many.</summary>
    public TimeSpan? Take(PersonId person, Rate rate) => house.RateLimits ? persons.Take((person, rate), PeopleLimits.ForPerson(rate)) : null;

    /// <summary>Counts a request of somebody who has not signed in.</summary>
    public TimeSpan? Take(HttpContext http, Rate rate) => house.RateLimits ? addresses.Take((AddressOf(http), rate), PeopleLimits.ForAddress(rate)) : null;

    /// <summary>Counts a password that somebody signs in with, before it is looked at.</summary>
    /// <param name="http">The request.</param>
    /// <param name="handle">Who one claims to be; null for nobody of this house.</param>
    /// <param name="ownDevice">The device that one claims to sign in on again, when it is that person's; else null.</param>
    /// <returns>Says that it was right, so that it does not count.</returns>
    /// <exception cref="Matrix.MatrixRefusalException">Too many have failed.</exception>
    public Action Try(HttpContext http, string? handle, string? ownDevice = null) {
        if (!house.RateLimits) return static () => { };
        var (claimed, address) = (handle ?? "", AddressOf(http));
        if (ownDevice is not null && returns.Hold((claimed, ownDevice), PeopleLimits.FirstTries, out _) is { } again) return again;
        var one = handleFailures.Hold((claimed, address), PeopleLimits.FailuresForHandleAndAddress, out var wait) ?? throw TooMany(wait).Thrown();
        var share = addressFailures.Hold(address, PeopleLimits.FailuresForAddress, out wait) ?? firstTries.Hold((claimed, address), PeopleLimits.FirstTries, out _);
        if (share is not null) return one + share;
        one();
        throw TooMany(wait).Thrown();
    }

    /// <summary>Counts a password by which somebody who is signed in proves themselves once more, before it is looked at.</summary>
    /// <param name="person">Who they are.</param>
    /// <param name="device">From where they try.</param>
    /// <returns>Says that it was right, so that it does not count.</returns>
    /// <exception cref="Matrix.MatrixRefusalException">Too many have failed.</exception>
    public Action TryAgain(PersonId person, string device) {
        if (!house.RateLimits) return static () => { };
        return deviceFailures.Hold((person, device), PeopleLimits.FailuresForDevice, out var wait) ?? throw TooMany(wait).Thrown();
    }

    public static Matrix.MatrixError TooMany(TimeSpan wait) {
        PeopleMeter.Refused();
        return new(StatusCodes.Status429TooManyRequests, "M_LIMIT_EXCEEDED", "Too many requests. Wait a while.") {
            RetryAfter = wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait,
        };
    }

    /// <summary>The address that counts: of IPv6 the first half, because the second is the client's own to choose.</summary>
    private static string AddressOf(HttpContext http) {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
