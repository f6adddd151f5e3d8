using Teahouse.People.Matrix;

namespace Teahouse.Fuzz;

/// <summary>Something of the server that reads what strangers send.</summary>
/// <param name="Name">Its name, and that of the folder in tests/data/fuzz with examples.</param>
/// <param name="Reader">Reads an input; throws when something does not hold that always must.</param>
internal sealed record Target(string Name, Action<byte[]> Reader) {
    public static IReadOnlyList<Target> All { get; } = [
        new("canonical-json", Readers.CanonicalJson),
        new("event", Readers.Event),
        new("filter", Readers.Filter),
        new("push", Readers.Push),
        new("media", Readers.Media),
    ];

    public static Target? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    /// <summary>Reads an input. To be refused is no fault.</summary>
    public void Read(byte[] input) {
        try {
            Reader(input);
        } catch (MatrixRefusalException refusal) when (refusal.Error.Status < 500) {
            return;
        }
    }
}
