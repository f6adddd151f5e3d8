using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Server;

/// <summary>Says what a person can do here.</summary>
internal static class GetCapabilities {
    private static readonly Dictionary<string, object> Capabilities = new() {
        ["m.change_password"] = new { enabled = true },
        ["m.room_versions"] = new { @default = "11", available = new Dictionary<string, string> { ["11"] = "stable", ["12"] = "stable" } },
        ["m.set_displayname"] = new { enabled = true },
        ["m.set_avatar_url"] = new { enabled = true },
        ["m.profile_fields"] = new { enabled = true },
        ["m.3pid_changes"] = new { enabled = false },
        ["m.get_login_token"] = new { enabled = true },
    };

    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/capabilities", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle() => MatrixJson.Ok(new { capabilities = Capabilities });
}
