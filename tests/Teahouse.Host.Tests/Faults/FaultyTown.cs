using System.Globalization;
using System.Net;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>A town in which every write of every use case fails once, one after the other, while two people listen.</summary>
internal sealed class FaultyTown : IDisposable {
    // More writes than any use case makes: who never runs through without meeting the fault goes on for ever.
    private const int WritesMax = 40;

    private readonly HouseInProcess house;
    private readonly FaultyDisk disk;
    private readonly Townsperson mei;
    private readonly Townsperson li;
    private readonly Ear meis;
    private readonly Ear lis;
    private int scenes;

    private FaultyTown(HouseInProcess house, Townsperson mei, Townsperson li) {
        (this.house, this.mei, this.li) = (house, mei, li);
        (meis, lis, disk) = (new(mei), new(li), new(house.Database));
    }

    /// <summary>What went wrong, with the use case and the write that failed.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>How many writes failed.</summary>
    public int Faults { get; private set; }

    public static async Task<FaultyTown> Settle(HouseInProcess house) =>
        new(house, await Townsperson.Register(house, "mei", Scene.Stop), await Townsperson.Register(house, "li", Scene.Stop));

    /// <summary>Plays a use case with its first, second, n-th write failing, until it runs through without meeting the fault.</summary>
    public async Task Play(UseCase useCase) {
        foreach (var fault in Enum.GetValues<Fault>()) {
            var nth = 1;
            try {
                while (await WasHit(useCase, fault, nth)) {
                    Faults++;
                    if (++nth > WritesMax) throw new InvalidOperationException("It meets the fault for ever.");
                }
                if (nth == 1 != useCase.WritesNothing) throw new InvalidOperationException(nth == 1 ? "It writes nothing." : "It writes.");
            } catch (Exception e) when (!Scene.Stop.IsCancellationRequested) {
                disk.Mend();
                Failures.Add(string.Create(CultureInfo.InvariantCulture, $"{useCase.Name}, {fault}, write {nth}: {e.Message}"));
            }
        }
    }

    /// <summary>The two who are always there.</summary>
    public Townsperson[] People => [mei, li];

    /// <summary>What each of the two was told over time, and what a new device of theirs is told now.</summary>
    public async Task<IReadOnlyList<(string Told, string Now)>> Compare() => [await meis.Compare(), await lis.Compare()];

    /// <summary>What each of the two finds when they look at everything.</summary>
    public static async Task<IReadOnlyList<string>> Look(HouseInProcess house, params Townsperson[] people) {
        var found = new List<string>();
        foreach (var person in people) found.AddRange(await Sight.Of(house, person));
        return found;
    }

    /// <summary>Looks at everything that there is to see.</summary>
    public Task<IReadOnlyList<string>> Look() => Look(house, mei, li);

    public void Dispose() {
        foreach (var one in new IDisposable[] { meis, lis, mei, li }) one.Dispose();
    }

    private async Task<bool> WasHit(UseCase useCase, Fault fault, int nth) {
        using var scene = new Scene(house, mei, li, ++scenes);
        var deed = await useCase.Begin(scene);
        await meis.CatchUp();
        await lis.CatchUp();
        meis.Listen();
        lis.Listen();
        disk.Break(fault, nth);
        var answer = await deed.Ask();
        var wasHit = disk.Mend();
        if (!answer.IsSuccess) {
            if (!wasHit) throw new InvalidOperationException($"It is refused though nothing failed: {answer}");
            if (useCase.IsAnsweredAllTheSame) throw new InvalidOperationException($"Who only reads is refused: {answer}");
            Judge(answer);
            answer = await deed.AskAgain();
            if (!answer.IsSuccess && (deed.OrHear is null || answer.Refusal != deed.OrHear)) throw new InvalidOperationException($"Who asks again is refused: {answer}");
        }
        await deed.Holds(answer);
        await meis.HearsAll("Mei");
        await lis.HearsAll("Li");
        await scene.RoomsGoOn();
        return wasHit;
    }

    // What is said of a failure: in the protocol's form, that one may try again.
    private static void Judge(Answer answer) {
        var isSaid = answer.Status == HttpStatusCode.ServiceUnavailable && answer.Refusal is "M_UNKNOWN" or "serverError";
        if (!isSaid) throw new InvalidOperationException($"The failure is not said as it should be: {answer}");
    }
}
