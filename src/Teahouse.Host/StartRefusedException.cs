namespace Teahouse.Host;

/// <summary>The operator asked for something that cannot be: the program says this sentence and ends.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
