using SharpFuzz;
using Teahouse.Fuzz;

// Teahouse.Fuzz TARGET: reads inputs from afl-fuzz (scripts/fuzz). Teahouse.Fuzz TARGET FILE: reads one input again.
if (args.Length is 0 or > 2 || Target.Find(args[0]) is not { } target) {
    Console.Error.WriteLine($"usage: Teahouse.Fuzz TARGET [FILE], of the targets {string.Join(", ", Target.All.Select(t => t.Name))}");
    return 2;
}
if (args.Length == 2) {
    target.Read(File.ReadAllBytes(args[1]));
    Console.WriteLine("That was read without a fault.");
    return 0;
}
Fuzzer.OutOfProcess.Run(input => {
    using var bytes = new MemoryStream();
    input.CopyTo(bytes);
    target.Read(bytes.ToArray());
});
return 0;
