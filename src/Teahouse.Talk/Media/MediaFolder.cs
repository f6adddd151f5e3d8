namespace Teahouse.Talk;

/// <summary>Where uploaded media lie. Several silos may share it.</summary>
/// <param name="Path">The folder; made when missing.</param>
public sealed record MediaFolder(string Path);
