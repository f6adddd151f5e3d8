namespace Teahouse.Talk.Typing;

/// <summary>
/// Who is typing in which room, in memory only. Every change of a room has a number of its own, higher than all before it. The
/// numbers start at the clock's milliseconds, so that a client from before a restart is recognised and told afresh.
/// </summary>
internal sealed class Typists : IDisposable {
    private readonly Lock gate = new();
    private readonly Dictionary<long, Room> rooms = [];
    private readonly PriorityQueue<(long Room, string UserId), DateTimeOffset> ends = new();
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private long beginning;
    private long floor;

    public Typists(TimeProvider clock) {
        this.clock = clock;
        beginning = floor = Serial = clock.GetUtcNow().ToUnixTimeMilliseconds();
        timer = clock.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says in which room somebody's time has run out.</summary>
    public event Action<long>? Ended;

    /// <summary>The number of the newest change.</summary>
    public long Serial { get; private set; }

    /// <summary>Somebody is typing, for so long.</summary>
    /// <returns>Whether they were not already.</returns>
    public bool Start(long room, string userId, TimeSpan time) {
        lock (gate) {
            if (!rooms.TryGetValue(room, out var present)) rooms[room] = present = new();
            var end = clock.GetUtcNow() + time;
            var isNew = !present.Ends.ContainsKey(userId);
            present.Ends[userId] = end;
            ends.Enqueue((room, userId), end);
            SetTimer();
            if (isNew) Changed(present);
            return isNew;
        }
    }

    /// <summary>Somebody has stopped.</summary>
    /// <returns>Whether they were typing.</returns>
    public bool Stop(long room, string userId) {
        lock (gate) {
            if (!rooms.TryGetValue(room, out var present) || !present.Ends.Remove(userId)) return false;
            Changed(present);
            return true;
        }
    }

    /// <summary>Who is typing in those of the rooms where that has changed after a number; to who has no number yet, where anybody types.</summary>
    /// <param name="asked">Room numbers.</param>
    /// <param name="since">Gives the number that the client has of a room; 0 for none.</param>
    /// <returns>User ids by room number, and the number up to which this goes.</returns>
    public (IReadOnlyDictionary<long, string[]> Rooms, long Until) Since(IEnumerable<long> asked, Func<long, long> since) {
        lock (gate) {
            var changed = new Dictionary<long, string[]>();
            foreach (var room in asked) {
                var known = since(room);
                var present = rooms.GetValueOrDefault(room);
                string[] typing = present is null ? [] : [.. present.Ends.Keys];
                // Below the floor nobody remembers what the client was told.
                if (known == 0 ? typing.Length > 0 : known < floor || present?.Serial > known) changed[room] = typing;
            }
            return (changed, Serial);
        }
    }

    /// <summary>Who is typing in the rooms where that has changed after a number.</summary>
    public TypingNews After(long serial) {
        lock (gate) {
            return new(beginning, floor, Serial, [.. rooms.Where(r => r.Value.Serial > serial).Select(r => new TypingRoom(r.Key, r.Value.Serial, [.. r.Value.Ends.Keys]))]);
        }
    }

    /// <summary>Becomes a copy of another's memory, which keeps the time for both.</summary>
    /// <returns>The rooms in which something changed.</returns>
    public IReadOnlyCollection<long> Become(TypingNews news) {
        lock (gate) {
            var changed = new HashSet<long>();
            var isAnew = news.Beginning != beginning;
            foreach (var (number, room) in rooms.Where(r => isAnew || (r.Value.Ends.Count == 0 && r.Value.Serial < news.Floor)).ToList()) {
                if (room.Ends.Count > 0) changed.Add(number);
                rooms.Remove(number);
            }
            foreach (var room in news.Rooms) {
                var copy = new Room { Serial = room.Serial };
                foreach (var userId in room.UserIds) copy.Ends[userId] = DateTimeOffset.MaxValue;
                rooms[room.Room] = copy;
                changed.Add(room.Room);
            }
            (beginning, floor, Serial) = (news.Beginning, news.Floor, news.Serial);
            return changed;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void End() {
        var ended = new HashSet<long>();
        lock (gate) {
            var now = clock.GetUtcNow();
            while (ends.TryPeek(out var next, out var end) && end <= now) {
                ends.Dequeue();
                if (rooms.TryGetValue(next.Room, out var present) && present.Ends.TryGetValue(next.UserId, out var last) && last <= now) {
                    present.Ends.Remove(next.UserId);
                    Changed(present);
                    ended.Add(next.Room);
                }
            }
            SetTimer();
        }
        foreach (var room in ended) Ended?.Invoke(room);
    }

    private void SetTimer() {
        if (!ends.TryPeek(out _, out var end)) return;
        var wait = end - clock.GetUtcNow();
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Changed(Room room) {
        room.Serial = ++Serial;
        if (rooms.Count <= TalkLimits.TypingRoomsMax) return;
        foreach (var (number, silent) in rooms.Where(r => r.Value.Ends.Count == 0).ToList()) {
            rooms.Remove(number);
            floor = Math.Max(floor, silent.Serial);
        }
    }

    private sealed class Room {
        public SortedDictionary<string, DateTimeOffset> Ends { get; } = new(StringComparer.Ordinal);

        public long Serial { get; set; }
    }
}
