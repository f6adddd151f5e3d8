using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Teahouse.Storage;

namespace Teahouse.People.Requests;

/*  Who waits for whom.
    (1) Who is signed in has allowances of their own: nobody else's requests use them up.
    (2) Who is not signed in shares those of the address, which are wide: a campus is behind one.
    (3) A failed proof counts against the handle and the address together, so that guessing from elsewhere locks nobody out, and
        against the address, so that guessing through many handles ends as well. */

/// <summary>How often what may be done, by person and by address.</summary>
internal sealed class RateLimits(House house, TimeProvider clock) {
    private readonly RateBuckets<(PersonId Person, Rate Rate)> persons = new(clock);
    private readonly RateBuckets<(string Address, Rate Rate)> addresses = new(clock);
    private readonly RateBuckets<(string Handle, string Address)> handleFailures = new(clock);
    private readonly RateBuckets<string> addressFailures = new(clock);

    /// <summary>Counts a request of a person; how long to wait when there are too many.</summary>
    public TimeSpan? Take(PersonId person, Rate rate) => house.RateLimits ? persons.Take((person, rate), PeopleLimits.ForPerson(rate)) : null;

    /// <summary>Counts a request of somebody who has not signed in.</summary>
    public TimeSpan? Take(HttpContext http, Rate rate) => house.RateLimits ? addresses.Take((AddressOf(http), rate), PeopleLimits.ForAddress(rate)) : null;

    /// <summary>Counts an attempt to prove who one is, before it is looked at.</summary>
    /// <param name="http">The request.</param>
    /// <param name="handle">Who one claims to be; null where a secret alone says it.</param>
    /// <exception cref="Matrix.MatrixRefusalException">Too many have failed.</exception>
    public Attempt Try(HttpContext http, string? handle) {
        var attempt = new Attempt(this, handle, AddressOf(http));
        return house.RateLimits && attempt.Begin() is { } wait ? throw TooMany(wait).Thrown() : attempt;
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

    /// <summary>An attempt that is counted as failed until it is said to have succeeded.</summary>
    internal sealed class Attempt(RateLimits limits, string? handle, string address) {
        public TimeSpan? Begin() {
            if (limits.addressFailures.Take(address, PeopleLimits.FailuresForAddress) is { } all) return all;
            if (handle is null || limits.handleFailures.Take((handle, address), PeopleLimits.FailuresForHandleAndAddress) is not { } one) return null;
            limits.addressFailures.GiveBack(address, PeopleLimits.FailuresForAddress);
            return one;
        }

        public void Succeeded() {
            limits.addressFailures.GiveBack(address, PeopleLimits.FailuresForAddress);
            if (handle is not null) limits.handleFailures.GiveBack((handle, address), PeopleLimits.FailuresForHandleAndAddress);
        }
    }
}
