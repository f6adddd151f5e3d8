using System.Collections.Concurrent;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Rooms in which several people talk without a pause, each message until somebody has taken it, and others listen.</summary>
internal sealed class RoomsUnderLoad {
    private const int Talkers = 4;
    private const int Rooms = 8;
    private const int RoomsListenedTo = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider clock = TimeProvider.System;
    private readonly ConcurrentDictionary<string, string>[] taken = [.. Enumerable.Range(0, Rooms).Select(_ => new ConcurrentDictionary<string, string>())];
    private readonly ConcurrentQueue<string> failures = new();
    private readonly List<string> roomIds = [];
    private readonly List<Townsperson> talkers = [];
    private readonly List<(Listener Listener, int Room)> listeners = [];
    private volatile bool isQuiet;
    private Townsperson ear = null!;
    private Task[] talking = [];
    private Task[] listening = [];
    private long longest;

    /// <summary>How many messages were taken.</summary>
    public int Taken => taken.Sum(t => t.Count);

    public static async Task<RoomsUnderLoad> Begin(ITown town, CancellationToken stop) {
        var load = new RoomsUnderLoad { ear = await Townsperson.Register(town, "ear", stop) };
        for (var i = 0; i < Talkers; i++) load.talkers.Add(await Townsperson.Register(town, $"talker{i}", stop));
        for (var room = 0; room < Rooms; room++) load.roomIds.Add(await load.OpenRoom(stop));
        for (var room = 0; room < RoomsListenedTo; room++) load.listeners.Add((new(load.ear, load.roomIds[room]), room));
        load.talking = [.. Enumerable.Range(0, Talkers).Select(t => load.Talk(t, stop))];
        load.listening = [.. load.listeners.Select(l => l.Listener.Hear(
            heard => load.isQuiet && load.talking.All(t => t.IsCompleted) && heard.Count >= load.taken[l.Room].Count,
            e => load.Failed("sync", e, stop), stop))];
        return load;
    }

    /// <summary>What went wrong, and how long the slowest message took, since the last call.</summary>
    public (IReadOnlyList<string> Failures, TimeSpan Longest) Since() {
        var failed = new List<string>();
        while (failures.TryDequeue(out var failure)) failed.Add(failure);
        return (failed, TimeSpan.FromTicks(Interlocked.Exchange(ref longest, 0)));
    }

    /// <summary>Ends the talk. What was taken is there once, in each speaker's order, and was heard in the room's.</summary>
    public async Task EndAndCheck(CancellationToken stop) {
        isQuiet = true;
        await Task.WhenAll(talking);
        await Task.WhenAll(listening);
        for (var room = 0; room < Rooms; room++) {
            var inRoom = await Listener.AllMessages(ear, roomIds[room], stop);
            Assert.Equal(taken[room].Values.Order(), inRoom.Order());
            var said = taken[room].ToDictionary(t => t.Value, t => t.Key);
            foreach (var speaker in inRoom.Select(e => said[e].Split('n')).GroupBy(t => t[0], t => int.Parse(t[1], System.Globalization.CultureInfo.InvariantCulture))) {
                Assert.Equal(speaker.Order(), speaker);
            }
            foreach (var (listener, _) in listeners.Where(l => l.Room == room)) Assert.Equal(inRoom, listener.Heard);
        }
    }

    private async Task<string> OpenRoom(CancellationToken stop) {
        var roomId = await ear.CreateRoom(new { preset = "private_chat", invite = talkers.Select(t => t.UserId).ToArray() }, stop);
        foreach (var talker in talkers) await talker.Call("POST", $"/rooms/{Uri.EscapeDataString(roomId)}/join", new { }, stop);
        return roomId;
    }

    private async Task Talk(int talker, CancellationToken stop) {
        using var pace = new PeriodicTimer(Pace, clock);
        for (var n = 0; !isQuiet; n++) {
            var room = (n + talker) % Rooms;
            var transaction = $"t{talker}n{n}";
            taken[room][transaction] = await SayUntilTaken(talkers[talker], roomIds[room], transaction, stop);
            await pace.WaitForNextTickAsync(stop);
        }
    }

    private async Task<string> SayUntilTaken(Townsperson talker, string roomId, string transaction, CancellationToken stop) {
        var began = clock.GetTimestamp();
        while (true) {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            try {
                var eventId = await talker.Say(roomId, transaction, transaction, patience.Token);
                Took(clock.GetElapsedTime(began));
                return eventId;
            } catch (HttpRequestException e) {
                await Failed("send", e, stop);
            } catch (OperationCanceledException) when (!stop.IsCancellationRequested) {
                failures.Enqueue("send: no answer");
            }
        }
    }

    private void Took(TimeSpan time) {
        for (var before = Interlocked.Read(ref longest); time.Ticks > before; before = Interlocked.Read(ref longest)) {
            if (Interlocked.CompareExchange(ref longest, time.Ticks, before) == before) return;
        }
    }

    private Task Failed(string what, HttpRequestException e, CancellationToken stop) {
        failures.Enqueue($"{what}: {(e.StatusCode is { } status ? $"{(int)status} " : "")}{e.Message}");
        return Task.Delay(Pace, clock, stop);
    }
}
