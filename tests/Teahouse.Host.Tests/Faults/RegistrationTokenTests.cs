using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>A house that takes people with a token only, and whose disk fails while it takes one.</summary>
public sealed class RegistrationTokenTests {
    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_token_is_spent_when_and_only_when_somebody_came_in_with_it(DatabaseKind kind) {
        await using var files = await TestDatabase.Create(kind);
        await using var house = await HouseInProcess.Open(files, registration: "token");
        var disk = new FaultyDisk(house.Database);
        foreach (var fault in Enum.GetValues<Fault>()) {
            var (nth, wasHit) = (0, true);
            while (wasHit) {
                var handle = $"{fault.ToString().ToLowerInvariant()}{++nth}";
                var token = await new PeopleOperator(house.Database, house.Services.GetRequiredService<House>(), TimeProvider.System).Invite(1, 1);
                disk.Break(fault, nth);
                var first = await Register(house, handle, token);
                wasHit = disk.Mend();
                Assert.Equal(first.IsSuccess, !wasHit);
                await AreOne(house, handle, token);
                var again = wasHit ? await Register(house, handle, token) : first;
                Assert.True(again.IsSuccess || again.Refusal == "M_USER_IN_USE", again.ToString());
                await AreOne(house, handle, token);
                Assert.True(await Count(house, "people_person WHERE handle = @value", handle) == 1, handle);
            }
            Assert.True(nth > 1, "No write failed.");
        }
    }

    private static async Task AreOne(HouseInProcess house, string handle, string token) => Assert.Equal(
        await Count(house, "people_person WHERE handle = @value", handle),
        await Count(house, "people_invitation WHERE token = @value AND uses_left = 0", System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))));

    private static Task<long> Count(HouseInProcess house, string what, object value) =>
        house.Database.Read(c => c.ExecuteScalarAsync<long>($"SELECT count(*) FROM {what}", new { value }), Scene.Stop);

    private static async Task<Answer> Register(HouseInProcess house, string handle, string token) {
        using var anybody = house.Client();
        return await Answer.Of(await anybody.PostAsJsonAsync("/_matrix/client/v3/register",
            new { username = handle, password = Townsperson.PasswordOf(handle), auth = new { type = "m.login.registration_token", token } }, Scene.Stop));
    }
}
