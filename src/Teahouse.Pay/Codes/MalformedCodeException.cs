namespace Teahouse.Pay.Codes;

/// <summary>What was scanned or typed is no code that can be read. The message says what is wrong with it, in the words of its specification.</summary>
/// <param name="what">What is wrong with it.</param>
/// <param name="isMisread">Only the checksum is wrong: a good code that was read badly, or one that was altered.</param>
internal sealed class MalformedCodeException(string what, bool isMisread = false) : Exception(what) {
    /// <summary>Whether only the checksum is wrong.</summary>
    public bool IsMisread => isMisread;
}
