namespace Teahouse.Host.Serving.Health;

/// <summary>A part of the house that can fail by itself.</summary>
internal enum HealthPart {
    /// <summary>The database answers, and writes what it is given.</summary>
    Database,
    /// <summary>Its tables are as this program needs them.</summary>
    Migrations,
    /// <summary>The disk with the data folder has room.</summary>
    Disk,
    /// <summary>The media folder is there.</summary>
    Media,
    /// <summary>The silo takes calls.</summary>
    Silo,
}

/// <summary>How the house is: a yes or no for each part, and nothing about anybody.</summary>
/// <param name="Version">The program.</param>
/// <param name="Parts">Whether each part is well.</param>
/// <param name="IsDraining">Whether this server is about to end, and a balancer should look elsewhere.</param>
internal sealed record HealthReport(string Version, IReadOnlyDictionary<HealthPart, bool> Parts, bool IsDraining) {
    /// <summary>Whether all of it is well.</summary>
    public bool IsWell => Parts.Values.All(p => p);

    /// <summary>It in a word.</summary>
    public string Word => !IsWell ? "failing" : IsDraining ? "draining" : "ok";

    /// <summary>What HTTP says of it.</summary>
    public int StatusCode => IsWell && !IsDraining ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
