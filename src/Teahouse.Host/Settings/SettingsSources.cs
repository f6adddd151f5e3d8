namespace Teahouse.Host.Settings;

/// <summary>
/// Where settings come from, the later winning: <c>appsettings.json</c> in the folder that the program is started in, the
/// environment, the command line. Nothing is watched for changes: a setting holds until the next start.
/// </summary>
internal static class SettingsSources {
    /// <summary>The section that is ours.</summary>
    public const string Section = "Teahouse";

    /// <summary>The settings file.</summary>
    public const string FileName = "appsettings.json";

    /// <param name="folder">Where <see cref="FileName"/> is looked for.</param>
    /// <param name="typed">What was typed, by <see cref="Setting.Key"/>.</param>
    /// <exception cref="StartRefusedException">The file is not what it must be.</exception>
    public static IConfigurationRoot Read(string folder, IEnumerable<KeyValuePair<string, string?>> typed) {
        try {
            return new ConfigurationBuilder()
                .SetBasePath(Path.GetFullPath(folder))
                .AddJsonFile(FileName, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables("DOTNET_")
                .AddEnvironmentVariables("ASPNETCORE_")
                .AddEnvironmentVariables()
                .AddInMemoryCollection(typed.Select(t => KeyValuePair.Create($"{Section}:{t.Key}", t.Value)))
                .Build();
        } catch (InvalidDataException e) {
            throw new StartRefusedException($"{Path.Combine(folder, FileName)} cannot be read: {e.InnerException?.Message ?? e.Message}");
        }
    }
}
