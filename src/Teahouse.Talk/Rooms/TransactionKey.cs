namespace Teahouse.Talk.Rooms;

/// <summary>
/// Names one request of a device among all its requests: the path and the client's transaction id, as the spec scopes them
/// ("Transaction identifiers"). The same id at another path is another request.
/// </summary>
internal static class TransactionKey {
    private const char Between = '\n';

    /// <summary>The key of a request.</summary>
    /// <param name="roomId">The room that it is about.</param>
    /// <param name="action">The event type that is sent, or the event that is redacted.</param>
    /// <param name="transactionId">The client's transaction id.</param>
    public static string Of(string roomId, string action, string transactionId) => $"{roomId}{Between}{action}{Between}{transactionId}";

    /// <summary>The client's transaction id in a key.</summary>
    public static string TransactionIdOf(string key) => key[(key.IndexOf(Between, key.IndexOf(Between, StringComparison.Ordinal) + 1) + 1)..];
}
