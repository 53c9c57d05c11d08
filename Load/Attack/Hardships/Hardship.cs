namespace Counterpart.Load.Attack;

/// <summary>Something that is meant to exhaust, trick or confuse the product.</summary>
/// <param name="RunAsync">What went wrong, a line each; nothing when the product stood it.</param>
internal sealed record Hardship(string Name, Func<CancellationToken, Task<IReadOnlyList<string>>> RunAsync);
