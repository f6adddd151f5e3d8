namespace Teahouse.Town;

/// <summary>A folder that is gone when the test is.</summary>
public sealed class TemporaryFolder : IDisposable {
    public string Path { get; } = Directory.CreateTempSubdirectory("teahouse-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
