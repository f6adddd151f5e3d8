using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Keys;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.ToDevice;

/// <summary>Sends messages to devices, past all rooms.</summary>
internal static class SendToDevice {
    private const string AllDevices = "*";

    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/sendToDevice/{eventType}/{txnId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string eventType, string txnId, HttpContext http, Person person, PeopleDirectory people, Database database, Inboxes inboxes, TimeProvider clock,
        CancellationToken stop) {
        var transaction = new Transaction(KeyText.Checked(eventType, "An event type"), KeyText.Checked(txnId, "A transaction id"), clock.GetUtcNow());
        var body = await MatrixBody.Read(http, TalkLimits.ToDeviceBodyBytesMax);
        var messages = await Address(body.RequiredObject("messages"), transaction.Type, person, people, stop);
        if (person.IsSuspended && messages.Exists(m => m.To != person.Id)) {
            return new MatrixError(403, "M_USER_SUSPENDED", "While suspended you can send to your own devices only.");
        }
        try {
            await database.Write(new Write(messages.Count, pos => [.. transaction.Once(person), .. messages.Select((m, i) => m.Insert(pos + i))]) {
                Note = _ => new HappenedTo([.. messages.Select(m => m.To).Distinct()]),
            }, CancellationToken.None);
        } catch (WriteLostException) {
            return MatrixAnswer.Empty;           // sent before: the answer to that was lost on its way
        } finally {
            inboxes.Ring(messages.Select(m => m.To).Distinct());
        }
        return MatrixAnswer.Empty;
    }

    private sealed record Message(PersonId To, string Device, byte[] Json) {
        public Statement Insert(long pos) => Statement.Do(
            "INSERT INTO talk_to_device (pos, person, device_id, json) VALUES (@pos, @person, @device, @json)",
            ("pos", pos), ("person", To.Value), ("device", Device), ("json", Json));
    }

    private sealed record Transaction(string Type, string Id, DateTimeOffset At) {
        public IEnumerable<Statement> Once(Person person) {
            yield return Statement.Claim(
                """
                INSERT INTO talk_to_device_transaction (person, device_id, type, transaction_id, at) VALUES (@person, @device, @type, @id, @at)
                ON CONFLICT (person, device_id, type, transaction_id) DO NOTHING
                """,
                ("person", person.Id.Value), ("device", person.DeviceId), ("type", Type), ("id", Id), ("at", At.ToUnixTimeMilliseconds()));
            yield return Statement.Do(
                "DELETE FROM talk_to_device_transaction WHERE at < @before",
                ("before", At.AddDays(-TalkLimits.ToDeviceTransactionDays).ToUnixTimeMilliseconds()));
        }
    }

    // Who is not here, and devices that are not there, get nothing: the sender cannot know all devices of others at all times.
    private static async Task<List<Message>> Address(JsonElement messages, string type, Person person, PeopleDirectory people, CancellationToken stop) {
        var addressed = new List<Message>();
        foreach (var user in messages.EnumerateObject()) {
            var contents = messages.RequiredObject(user.Name);
            foreach (var device in contents.EnumerateObject()) Check(contents, device.Name);
            if (await people.Find(user.Name, stop) is not { } to) continue;
            foreach (var device in await people.DevicesOf(to, stop)) {
                if (contents.OptionalObject(device.DeviceId) is { } own) addressed.Add(new(to, device.DeviceId, Event(type, person.UserId, own)));
                else if (contents.OptionalObject(AllDevices) is { } common) addressed.Add(new(to, device.DeviceId, Event(type, person.UserId, common)));
            }
        }
        return addressed.Count <= TalkLimits.ToDeviceMessagesMax
            ? addressed : throw MatrixError.TooLarge($"One request may send to {TalkLimits.ToDeviceMessagesMax} devices.").Thrown();
    }

    private static void Check(JsonElement contents, string device) {
        if (contents.RequiredObject(device).GetRawText().Length > TalkLimits.EventBytesMax) {
            throw MatrixError.TooLarge($"A message to a device may have {TalkLimits.EventBytesMax} bytes.").Thrown();
        }
    }

    private static byte[] Event(string type, string sender, JsonElement content) {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, MatrixAnswer.Options)) {
            json.WriteStartObject();
            json.WritePropertyName("content");
            content.WriteTo(json);
            json.WriteString("sender", sender);
            json.WriteString("type", type);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
