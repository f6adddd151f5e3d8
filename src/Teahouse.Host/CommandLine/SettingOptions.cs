using System.CommandLine;
using Teahouse.Host.Settings;

namespace Teahouse.Host.CommandLine;

/// <summary>Settings as options of the command line.</summary>
internal sealed class SettingOptions(IReadOnlyList<Setting> settings) {
    private readonly (Setting Setting, Option Option)[] options = [.. settings.Select(s => (s, OptionOf(s)))];

    /// <summary>Lets the command take these options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="recursive">Whether the commands below it take them too.</param>
    public void AddTo(Command command, bool recursive) {
        foreach (var (_, option) in options) {
            option.Recursive = recursive;
            command.Add(option);
        }
    }

    /// <summary>What was typed, by <see cref="Setting.Key"/>; nothing for an option that was left out.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Typed(ParseResult typed) =>
        from one in options
        where typed.GetResult(one.Option) is { Implicit: false }
        select KeyValuePair.Create(one.Setting.Key, one.Option switch {
            Option<bool> flag => typed.GetValue(flag) ? "true" : "false",
            var text => typed.GetValue((Option<string>)text),
        });

    private static Option OptionOf(Setting setting) => setting.Value is null
        ? new Option<bool>(setting.Option) { Description = setting.Description }
        : new Option<string>(setting.Option) { Description = setting.Description, HelpName = setting.Value };
}
