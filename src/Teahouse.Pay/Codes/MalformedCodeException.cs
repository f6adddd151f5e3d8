namespace Teahouse.Pay.Codes;

/// <summary>What was scanned or typed is no code that can be read. The message says what is wrong with it, in the words of its specification.</summary>
internal sealed class MalformedCodeException(string what) : Exception(what);
