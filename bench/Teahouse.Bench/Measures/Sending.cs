using System.Globalization;
using Teahouse.Bench.House;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Measures;

/// <summary>Messages that are acknowledged, with nobody listening.</summary>
internal sealed class Sending {
    private readonly Resident[] people;
    private readonly string[] rooms;
    private int round;

    /// <summary>Who sends.</summary>
    public IReadOnlyList<Resident> People => people;

    /// <summary>The room of each of them.</summary>
    public IReadOnlyList<string> Rooms => rooms;

    private Sending(Resident[] people, string[] rooms) => (this.people, this.rooms) = (people, rooms);

    /// <summary>Each in a room of their own.</summary>
    public static async Task<Sending> InRoomsOfTheirOwn(BenchHouse house, int people) {
        var taken = await house.Take(people);
        var rooms = new List<string>();
        foreach (var person in taken) rooms.Add(await house.Room(person));
        return new(taken, [.. rooms]);
    }

    /// <summary>All in one room.</summary>
    public static async Task<Sending> InOneRoom(BenchHouse house, int people) {
        var taken = await house.Take(people);
        var room = await house.Room(taken);
        return new(taken, [.. taken.Select(_ => room)]);
    }

    /// <summary>For a while.</summary>
    public Task<Stretch> Run(TimeSpan time) {
        round++;
        return ClosedLoop.Run(people.Length, time, async (who, done) => await Once(who, done));
    }

    /// <summary>So many in all, give or take who does not divide them.</summary>
    public async Task Fill(int messages) {
        round++;
        await Task.WhenAll(people.Select(async (_, who) => {
            for (var done = 0; done < messages / people.Length; done++) await Once(who, done);
        }));
    }

    private async Task Once(int who, long done) {
        var transaction = string.Create(CultureInfo.InvariantCulture, $"{round}-{done}");
        Checked(await people[who].Line.Exchange(BenchHouse.Message(rooms[who], people[who].Token, transaction)));
    }

    private static void Checked(Answer answer) {
        if (answer.Status != 200) throw new InvalidOperationException($"A message was answered with {answer.Status}.");
    }
}
