using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;

namespace Teahouse.Talk.Push;

/// <summary>Reads a person's push rules for a request, and changes them.</summary>
internal sealed class PushRuleEditor(Database database, AccountDataStore accountData) {
    /// <summary>The person's rules.</summary>
    public Task<PushRuleset> Read(Person person, CancellationToken stop) =>
        database.Read(connection => PushRules.Read(connection, person.Id, person.UserId), stop);

    /// <summary>Changes them; a change that another device makes meanwhile is not lost.</summary>
    public Task Edit(Person person, Func<PushRuleset, PushRuleset> edit, CancellationToken stop) =>
        accountData.Edit(person, room: 0, AccountDataTypes.PushRules,
            edits => edit(PushRules.Of(person.UserId, edits)).Edits(person.UserId), stop);
}
