using System.CommandLine;
using Teahouse.Host.Serving;

namespace Teahouse.Host.CommandLine;

/// <summary>The <c>teahouse</c> program: what can be typed, and what each word means.</summary>
internal static class TeahouseCommand {
    public static Task<int> Run(string[] arguments) {
        var data = new Option<string>("--data") { DefaultValueFactory = _ => "./data", Recursive = true };
        var database = new Option<string?>("--database") { Recursive = true };
        var keys = new Option<string>("--keys") { DefaultValueFactory = _ => "./teahouse.keys", Recursive = true };
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => "http://localhost:8008" };
        var serve = new Command("serve") { urls };
        serve.SetAction((typed, stop) => Serve.Run(typed.GetValue(urls)!, typed.GetValue(data)!, typed.GetValue(database), typed.GetValue(keys)!, stop));
        return new RootCommand("Teahouse: a super app that looks at nobody.") { data, database, keys, serve }.Parse(arguments).InvokeAsync();
    }
}
