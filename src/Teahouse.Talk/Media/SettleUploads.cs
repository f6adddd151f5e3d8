using Dapper;
using Microsoft.Extensions.Hosting;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Makes up, at start, for what a crash left undone between a file and its row (see <see cref="MediaFiles"/>).</summary>
internal sealed class SettleUploads(MediaFiles files, Database database) : IHostedService {
    private const string IsNamed =
        "SELECT (SELECT count(*) FROM talk_media WHERE file = @name) + (SELECT count(*) FROM talk_thumbnail WHERE file = @name)";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken) {
        foreach (var name in files.Abandoned().ToList()) {
            var isNamed = await database.Read(connection => connection.ExecuteScalarAsync<long>(IsNamed, new { name }), cancellationToken) > 0;
            if (isNamed) files.Settle(name);
            else files.Drop(name);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
