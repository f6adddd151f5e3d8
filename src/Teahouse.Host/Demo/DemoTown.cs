using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Teahouse.Host.Settings;
using Teahouse.Pay.Payees;
using Teahouse.People;

namespace Teahouse.Host.Demo;

/*  The demo town.
    (1) On the first start with --demo a program for Node, built beside the server, signs people up over the server's own address.
        Each has a device of their own in that program, and what they say in private rooms is encrypted there: this server could
        not make it up.
        Everybody has play money, and some of it stands on cards; who sells tickets is verified, as the operator would do it.
    (2) When all is said and everybody's keys lie in their backup, the program writes who signs in how to demo.json in the data
        folder, readable by its owner only, and ends.
    (3) Each start with --demo prints that.
    Nobody moves in where people live already. Ended before (2), the town is half made: the next start says so and asks for another data folder. */

/// <summary>A small town of people who talk, to look at Teahouse with.</summary>
internal static class DemoTown {
    private const string Program = "demo/town.js";
    private const string PeopleFile = "demo.json";
    private const string BegunFile = "demo.begun";
    private const string Seller = "windowseven";
    private const string SellerName = "七号窗口 Window Seven";

    /// <summary>Makes the town when it is not there yet, and says who signs in how. The server must be answering.</summary>
    public static async Task Open(House house, PeopleDirectory people, PayeeOperator payees, HouseSettings settings, CancellationToken stop) {
        var file = Path.GetFullPath(PeopleFile, Path.GetFullPath(settings.DataFolder));
        var begun = Path.GetFullPath(BegunFile, Path.GetFullPath(settings.DataFolder));
        if (!File.Exists(file)) {
            var problem = File.Exists(begun) ? "it was begun here before and did not get ready"
                : await people.IsInhabited(stop) ? "people live here already, and it moves into an empty house only" : await Build(settings, file, begun, stop);
            if (problem is not null) {
                Console.WriteLine($"There is no demo town: {problem}. The server goes on without it; start with another empty {Setting.Data} to try again.");
                return;
            }
            if (await people.ByHandle(Seller, stop) is { } seller && await people.Find(seller.UserId, stop) is { } person) await payees.Verify(person, SellerName);
        }
        Introduce(house, await File.ReadAllTextAsync(file, stop));
    }

    private static async Task<string?> Build(HouseSettings settings, string file, string begun, CancellationToken stop) {
        var program = Path.Combine(AppContext.BaseDirectory, Program);
        if (!File.Exists(program)) return $"this build has no {Program}; ./run makes one that has";
        Console.WriteLine("The demo town moves in; that takes about a minute.");
        Directory.CreateDirectory(Path.GetDirectoryName(begun)!);
        await File.WriteAllTextAsync(begun, "", stop);
        var info = new ProcessStartInfo("node", [program, $"http://127.0.0.1:{settings.Port}", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try {
            using var node = Process.Start(info)!;
            await using var ending = stop.Register(() => node.Kill());
            var errors = node.StandardError.ReadToEndAsync(CancellationToken.None);
            while (await node.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line) Console.WriteLine($"  {line}");
            await node.WaitForExitAsync(CancellationToken.None);
            return node.ExitCode == 0 ? null : stop.IsCancellationRequested ? "the server was ended before it was ready" : (await errors).Trim().TrimEnd('.');
        } catch (Win32Exception) {
            return "it is made by a program for Node 20 or newer, and there is no node here";
        }
    }

    private static void Introduce(House house, string json) {
        using var town = JsonDocument.Parse(json);
        Console.WriteLine($"The demo town. Sign in at {house.PublicUrl.GetLeftPart(UriPartial.Authority)} with handle and password; the recovery code opens what was said before.");
        Console.WriteLine("To see two of them talk, sign in as both before one of them writes: a device reads what is said once it is there.");
        foreach (var person in town.RootElement.GetProperty("people").EnumerateArray()) {
            string Text(string name) => person.GetProperty(name).GetString()!;
            Console.WriteLine($"  @{Text("handle")}  {Text("name")}, {Text("role")}");
            Console.WriteLine($"      password       {Text("password")}");
            Console.WriteLine($"      recovery code  {Text("recoveryCode")}");
        }
    }
}
