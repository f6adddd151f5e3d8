using System.Diagnostics;

namespace Teahouse.Town;

/// <summary>A validator of XML that we did not write: Debian's libxml2-utils.</summary>
public static class Xmllint {
    private const string Program = "/usr/bin/xmllint";

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsHere => File.Exists(Program);

    /// <summary>What it finds wrong with a file by a schema; null for nothing.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="schema">Where the schema lies.</param>
    public static async Task<string?> Problem(byte[] file, string schema) {
        using var lint = Process.Start(new ProcessStartInfo(Program, ["--noout", "--nonet", "--schema", schema, "-"]) { RedirectStandardError = true, RedirectStandardInput = true })!;
        var told = lint.StandardError.ReadToEndAsync();
        await lint.StandardInput.BaseStream.WriteAsync(file);
        lint.StandardInput.Close();
        await lint.WaitForExitAsync();
        return lint.ExitCode == 0 ? null : await told;
    }
}
