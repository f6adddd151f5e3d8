namespace Teahouse.Pay.Tests.Ledger;

/// <summary>Makes up what people ask of a ledger, good and bad, from a seed.</summary>
internal sealed class LedgerStories(Random random, long bank, long[] people) {
    private const long Nobody = 4_711;

    private readonly List<Transfer> pending = [];
    private readonly List<Transfer[]> asked = [];

    /// <summary>What is asked at once.</summary>
    public Transfer[][] Round() => [.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => Chain())];

    private Transfer[] Chain() {
        if (asked.Count > 0 && random.Next(8) == 0) return Again(asked[random.Next(asked.Count)]);
        var chain = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(2, 5) : 1).Select(_ => Transfer()).ToArray();
        asked.Add(chain);
        return chain;
    }

    // Mostly word for word; sometimes somebody mixes up ids.
    private Transfer[] Again(Transfer[] chain) => random.Next(5) switch {
        0 => [.. chain.Select(t => t with { Kind = TransferKind.Refund })],
        1 => [.. chain, Transfer()],
        2 => chain[..1],
        _ => chain,
    };

    private Transfer Transfer() => random.Next(10) switch {
        0 or 1 => Holds(),
        2 when pending.Count > 0 => Money.Post(Earlier(), random.Next(3) == 0 ? random.Next(1, 80) : 0),
        3 when pending.Count > 0 => Money.Void(Earlier()),
        4 => Money.Single(bank, bank, Somebody(), random.Next(20) == 0 ? PayLimits.MinorMax - random.Next(500) : random.Next(1, 200)),
        5 when random.Next(4) == 0 => Money.Single(Nobody, random.Next(2) == 0 ? Nobody : Somebody(), Nobody + 1, 5),
        6 when random.Next(2) == 0 => Between((from, to) => Money.Single(from, from, to, random.Next(1, 5)) with { Kind = TransferKind.Fee }),
        _ => Between((from, to) => Money.Single(from, from, to, random.Next(1, 120))),
    };

    private Transfer Holds() {
        var hold = Between((from, to) => Money.Hold(from, to, random.Next(1, 60), random.Next(3) == 0 ? 0 : random.Next(1, 6)));
        pending.Add(hold);
        return hold;
    }

    private Transfer Between(Func<long, long, Transfer> make) {
        var from = random.Next(people.Length);
        return make(people[from], people[(from + random.Next(1, people.Length)) % people.Length]);
    }

    private Transfer Earlier() => pending[random.Next(Math.Max(0, pending.Count - 12), pending.Count)];

    private long Somebody() => people[random.Next(people.Length)];
}
