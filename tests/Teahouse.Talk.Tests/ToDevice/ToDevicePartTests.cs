using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Sync;
using Teahouse.Talk.ToDevice;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.ToDevice;

public sealed class ToDevicePartTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_message_arrives_once_and_in_order_however_syncs_and_lost_answers_fall(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        // Each step: so many messages come, then a sync whose answer arrives or is lost.
        await Gen.Select(Gen.Int[0, 180], Gen.Bool).List[1, 6].SampleAsync(async steps => {
            var device = new Device(database);
            foreach (var (messages, arrives) in steps) {
                await device.Send(messages);
                await device.Sync(arrives);
            }
            while (await device.Sync(arrives: true)) { }
            Assert.Equal(Enumerable.Range(0, device.Sent).Select(n => $"{n}"), device.Received);
            Assert.Equal(0, await device.Waiting());
        }, iter: Stories.Count(15), threads: 1);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_device_gets_nothing_of_another(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        var (one, other) = (new Device(database), new Device(database));
        await one.Send(3);
        await other.Sync(arrives: true);
        Assert.Empty(other.Received);
        await other.Sync(arrives: true);
        Assert.Equal(3, await one.Waiting());
    }

    private sealed class Device(Database database) {
        private readonly Person person = new(PersonId.New(), "@somebody:x", "DEVICE", IsSuspended: false);
        private long since;

        public int Sent { get; private set; }

        public List<string> Received { get; } = [];

        public async Task Send(int messages) {
            if (messages == 0) return;
            var first = Sent;
            await database.Write(new Write(messages, pos => Enumerable.Range(0, messages).Select(i => Statement.Do(
                "INSERT INTO talk_to_device (pos, person, device_id, json) VALUES (@pos, @person, 'DEVICE', @json)",
                ("pos", pos + i), ("person", person.Id.Value), ("json", System.Text.Encoding.UTF8.GetBytes($"{first + i}"))))), Stop);
            Sent += messages;
        }

        /// <returns>Whether there was anything.</returns>
        public async Task<bool> Sync(bool arrives) {
            Assert.True(await new DeviceMessages(database, NullLogger<DeviceMessages>.Instance).Received(person, since, Stop));
            var answer = new SyncAnswer();
            var until = await database.Read(async c => {
                var last = await Database.LastPosition(c);
                await new ToDevicePart().Read(c, SyncWindows.Of(person, since, last), answer);
                return answer.MustEndAt ?? last;
            }, Stop);
            Assert.InRange(answer.ToDevice.Count, 0, TalkLimits.ToDevicePerSyncMax);
            if (!arrives) return true;
            since = until;
            Received.AddRange(answer.ToDevice.Select(System.Text.Encoding.UTF8.GetString));
            return answer.ToDevice.Count > 0;
        }

        public Task<int> Waiting() => database.Read(async c => {
            await using var count = c.CreateCommand();
            count.CommandText = $"SELECT count(*) FROM talk_to_device WHERE person = {person.Id.Value}";
            return Convert.ToInt32(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        }, Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
