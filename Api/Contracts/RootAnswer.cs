namespace Counterpart.Api;

/// <summary>Where to go on from the root.</summary>
public sealed record RootAnswer(string Product, string OpenApi, string Health);
