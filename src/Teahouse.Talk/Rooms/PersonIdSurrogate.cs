using Teahouse.Storage;

namespace Teahouse.Talk.Rooms;

/// <summary>How a <see cref="PersonId"/> travels between grains: Storage, where it lives, knows nothing of Orleans.</summary>
[GenerateSerializer, Immutable]
internal struct PersonIdSurrogate {
    /// <summary>The number.</summary>
    [Id(0)] public long Value;
}

/// <inheritdoc cref="PersonIdSurrogate"/>
[RegisterConverter]
internal sealed class PersonIdConverter : IConverter<PersonId, PersonIdSurrogate> {
    /// <inheritdoc/>
    public PersonId ConvertFromSurrogate(in PersonIdSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc/>
    public PersonIdSurrogate ConvertToSurrogate(in PersonId value) => new() { Value = value.Value };
}
