namespace Teahouse.Talk.Keys;

/// <summary>What cross-signing keys are for (definitions/cross_signing_key.yaml).</summary>
internal static class Usages {
    /// <summary>Signs the other two: the person's identity.</summary>
    public const string Master = "master";

    /// <summary>Signs the person's own devices.</summary>
    public const string SelfSigning = "self_signing";

    /// <summary>Signs the master keys of others. Only its owner sees it and what it signed.</summary>
    public const string UserSigning = "user_signing";
}
