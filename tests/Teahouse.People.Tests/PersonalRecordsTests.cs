using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.People.Tests;

public sealed class PersonalRecordsTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_held_is_shown_without_secrets_and_forgotten_when_asked(DatabaseKind kind) {
        await using var house = await PeopleHouse.Open(kind);
        using var phone = new Authenticator();
        var token = await PasskeyTests.SignUp(house, phone, "lantern");
        await house.Post("/_matrix/client/v1/login/get_token", token: token);
        await house.Beside(people => people.Suspend("lantern", "a reason", TestContext.Current.CancellationToken));
        var records = house.Services.GetRequiredService<IPersonalRecords>();
        var person = (await house.Services.GetRequiredService<PeopleDirectory>().Find("@lantern:localhost", TestContext.Current.CancellationToken))!.Value;
        var profile = await Shown(records, person, DataClass.Profile);
        Assert.Equal("a reason", profile.GetProperty("people_person")[0].GetProperty("suspended_reason").GetString());
        Assert.Equal("\"Lan\"", profile.GetProperty("people_profile")[0].GetProperty("value").GetString());
        var devices = (await Shown(records, person, DataClass.Devices)).ToString();
        Assert.Contains("Phone", devices, StringComparison.Ordinal);
        Assert.DoesNotContain(token, profile + devices, StringComparison.Ordinal);
        await records.Erase(person, TestContext.Current.CancellationToken);
        (await house.Get("/_matrix/client/v3/account/whoami", token)).IsRefused(401, "M_UNKNOWN_TOKEN");
        foreach (var table in records.Holds.Where(t => t.Table is not ("people_person" or "people_revocation"))) {
            Assert.Equal(0, await house.Database.Read(c => c.QuerySingleAsync<long>(
                $"SELECT count(*) FROM {table.Table} WHERE {table.PersonColumn} = @person", new { person = person.Value }), TestContext.Current.CancellationToken));
        }
    }

    private static async Task<JsonElement> Shown(IPersonalRecords records, PersonId person, DataClass dataClass) {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes)) await records.Disclose(person, dataClass, json, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray())).RootElement;
    }
}
