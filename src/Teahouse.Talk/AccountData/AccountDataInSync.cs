using System.Data.Common;
using Dapper;
using Teahouse.Talk.Push;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.AccountData;

/// <summary>Account data in a sync: what was set since, tags and push rules among it.</summary>
internal sealed class AccountDataInSync : ISyncPart {
    private const string Changes =
        "SELECT room AS Room, type AS Type, content AS Content FROM talk_account_data WHERE person = @person AND pos > @since AND pos <= @until";

    /// <inheritdoc/>
    public string? Probe => "EXISTS (SELECT 1 FROM talk_account_data WHERE person = @person AND pos > @since)";

    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        var person = window.Person.Id.Value;
        var changes = (await connection.QueryAsync<Row>($"{Changes} ORDER BY pos", new { person, since = window.Since, until = window.Until })).ToList();
        foreach (var row in changes.Where(r => r.Room == 0 && r.Type != AccountDataTypes.PushRules)) {
            answer.AccountData.AddIfAllowed(SyncEvent.Of(row.Type, row.Content), window.Filter.AccountData);
        }
        if (window.IsInitial || changes.Exists(r => r.Room == 0 && r.Type == AccountDataTypes.PushRules)) {
            var rules = await PushRules.Read(connection, window.Person.Id, window.Person.UserId);
            answer.AccountData.AddIfAllowed(SyncEvent.Of(AccountDataTypes.PushRules, rules.Global().GetRawText()), window.Filter.AccountData);
        }
        foreach (var row in changes.Where(r => window.SinceIn(r.Room) == window.Since)) Add(row, window, answer);
        if (window.IsInitial) return;
        foreach (var room in window.NewlyJoined) {
            var all = await connection.QueryAsync<Row>($"{Changes} AND room = @room ORDER BY pos", new { person, since = 0, until = window.Until, room });
            foreach (var row in all) Add(row, window, answer);
        }
    }

    private static void Add(Row row, SyncWindow window, SyncAnswer answer) {
        if (!window.Joined.TryGetValue(row.Room, out var roomId)) return;
        answer.Room(row.Room).AccountData.AddIfAllowed(SyncEvent.Of(row.Type, row.Content), window.Filter.RoomAccountData, roomId);
    }

    private sealed record Row(long Room, string Type, string Content);
}
