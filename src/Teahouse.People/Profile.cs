namespace Teahouse.People;

/// <summary>What rooms show of a person.</summary>
/// <param name="DisplayName">The name that they chose, or null.</param>
/// <param name="AvatarUrl">An <c>mxc:</c> URI, or null.</param>
public sealed record Profile(string? DisplayName, string? AvatarUrl);

/// <summary>A person as others know them.</summary>
/// <param name="UserId">Their Matrix user id.</param>
/// <param name="Profile">What rooms show of them.</param>
public sealed record KnownPerson(string UserId, Profile Profile);

/// <summary>A device and what its owner calls it.</summary>
/// <param name="DeviceId">Matrix' device id.</param>
/// <param name="DisplayName">Its name, or null.</param>
public sealed record DeviceName(string DeviceId, string? DisplayName);
