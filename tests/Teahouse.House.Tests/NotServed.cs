namespace Teahouse.House.Tests;

/// <summary>Operations of the specification that this server does not have, and why. Whoever adds one takes its line away.</summary>
internal static class NotServed {
    private const string NoPhoneNoMail = "Nobody is asked for a telephone number or a mail address here (`m.3pid_changes` says so).";
    private const string NoBridges = "There are no bridges: `thirdparty/protocols` answers with none.";
    private const string NoAppservices = "There are no application services.";
    private const string NoFetching = "The server fetches no strangers' pages: it would tell them who reads what, and reach what stands behind its own wall.";
    private const string OperatorsDoor = "Suspending is the operator's at the command line; no route sets or shows it.";
    private const string Superseded = "Deprecated by the specification; `/sync` has taken its place.";
    private const string NoSingleSignOn = "Nobody signs in through another service here.";

    /// <summary>The reason by operationId.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string> {
        ["add3PID"] = NoPhoneNoMail,
        ["bind3PID"] = NoPhoneNoMail,
        ["delete3pidFromAccount"] = NoPhoneNoMail,
        ["getAdminLockUser"] = OperatorsDoor,
        ["getAdminSuspendUser"] = OperatorsDoor,
        ["getAuthMetadata"] = "The OAuth API comes later.",
        ["getEvents"] = Superseded,
        ["getNotifications"] = "It would need a list of all that ever notified somebody, which nothing else here needs; unread counts are told by `/sync`.",
        ["getOneEvent"] = "Deprecated by the specification; `/rooms/{roomId}/event/{eventId}` has taken its place.",
        ["getTurnServer"] = "There are no calls yet.",
        ["getUrlPreview"] = NoFetching,
        ["getUrlPreviewAuthed"] = NoFetching,
        ["getWellknownPolicy"] = "There is no policy server.",
        ["getWellknownSupport"] = "The operator has no place yet to say whom to write to.",
        ["initialSync"] = Superseded,
        ["inviteBy3PID"] = NoPhoneNoMail + " At the same address `inviteUser` is served.",
        ["peekEvents"] = Superseded,
        ["pingAppservice"] = NoAppservices,
        ["post3PIDs"] = NoPhoneNoMail,
        ["postPusher"] = "Nothing leaves the server for a push service yet; `/pushers` answers with none.",
        ["getProtocolMetadata"] = NoBridges,
        ["queryLocationByAlias"] = NoBridges,
        ["queryLocationByProtocol"] = NoBridges,
        ["queryUserByID"] = NoBridges,
        ["queryUserByProtocol"] = NoBridges,
        ["redirectToIdP"] = NoSingleSignOn,
        ["redirectToSSO"] = NoSingleSignOn,
        ["requestOpenIdToken"] = "What it gives out is checked over federation, which is not there yet: nobody could use it.",
        ["requestTokenTo3PIDEmail"] = NoPhoneNoMail,
        ["requestTokenTo3PIDMSISDN"] = NoPhoneNoMail,
        ["requestTokenToRegisterEmail"] = NoPhoneNoMail,
        ["requestTokenToRegisterMSISDN"] = NoPhoneNoMail,
        ["requestTokenToResetPasswordEmail"] = NoPhoneNoMail,
        ["requestTokenToResetPasswordMSISDN"] = NoPhoneNoMail,
        ["roomInitialSync"] = Superseded,
        ["search"] = "It needs an index of every word, and in encrypted rooms the server has no words; clients search what they hold.",
        ["setAdminLockUser"] = OperatorsDoor,
        ["setAdminSuspendUser"] = OperatorsDoor,
        ["unbind3pidFromAccount"] = NoPhoneNoMail,
        ["updateAppserviceRoomDirectoryVisibility"] = NoAppservices,
    };
}
