using Teahouse.People;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.AccountData;

/// <summary>The user id in a path under which everybody finds only what is their own.</summary>
internal static class OwnUser {
    /// <summary>Lets only the person themself through.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN.</exception>
    public static void Demand(Person person, string userId) {
        if (userId != person.UserId) throw MatrixError.Forbidden("This is another person's.").Thrown();
    }
}
