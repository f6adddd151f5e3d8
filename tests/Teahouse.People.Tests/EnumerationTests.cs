using System.Diagnostics;
using Teahouse.Town;

namespace Teahouse.People.Tests;

/// <summary>Whoever tries to sign in learns nothing of who there is. (Handles themselves are public: whether one is taken must be told to whoever wants it.)</summary>
public sealed class EnumerationTests {
    private const int Tries = 7;

    [Fact]
    public async Task An_unknown_handle_a_wrong_password_and_somebody_without_one_are_answered_alike_and_cost_the_same() {
        await using var house = await PeopleHouse.Open();
        using var passkey = new Authenticator();
        await house.Register("lantern");
        await PasskeyTests.SignUp(house, passkey, "kettle");
        var gone = await house.Register("gone");
        (await house.Post("/_matrix/client/v3/account/deactivate", new { auth = PeopleHouse.ByPassword(gone) }, gone.Token)).Is(200);
        await house.Login("nobody", "warm up, please");
        var wrong = await Ask("lantern");
        foreach (var handle in new[] { "nobody", "kettle", "gone", "@nobody:localhost", "not a handle" }) {
            var other = await Ask(handle);
            // Measured again beside each: what goes on beside the test slows both or neither.
            var beside = await Ask("lantern");
            if (beside.Least < wrong.Least) wrong = beside;
            Assert.Equal((wrong.Answer.Status, wrong.Answer.Body), (other.Answer.Status, other.Answer.Body));
            // Without a hash it is a thirtieth; a quarter leaves room for a busy machine.
            Assert.True(other.Least > wrong.Least / 4, $"{handle} is answered in {other.Least}, a wrong password in {wrong.Least}.");
        }

        async Task<(Answer Answer, TimeSpan Least)> Ask(string handle) {
            var (least, answer) = (TimeSpan.MaxValue, default(Answer));
            for (var i = 0; i < Tries; i++) {
                var begun = Stopwatch.GetTimestamp();
                answer = (await house.Login(handle, "not it, surely")).IsRefused(403, "M_FORBIDDEN");
                var took = Stopwatch.GetElapsedTime(begun);
                if (took < least) least = took;
            }
            return (answer!, least);
        }
    }

    [Fact]
    public async Task A_recovery_code_and_a_passkey_are_asked_for_alike_whoever_there_is() {
        await using var house = await PeopleHouse.Open();
        await house.Register("lantern");
        var verifier = new string('A', 43);
        var known = (await house.Post("/people/v1/recovery/sign-in", new { handle = "lantern", verifier })).IsProblem(403, "recoveryRefused");
        foreach (var handle in new[] { "nobody", "not a handle" }) {
            Assert.Equal(known.Body, (await house.Post("/people/v1/recovery/sign-in", new { handle, verifier })).IsProblem(403, "recoveryRefused").Body);
        }
        // Nobody says who they are, so no passkey of anybody is named.
        var options = (await house.Post("/people/v1/passkeys/sign-in/start")).Is(200).Json.GetProperty("options");
        Assert.Empty(options.GetProperty("allowCredentials").EnumerateArray());
    }
}
