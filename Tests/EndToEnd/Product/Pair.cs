namespace Counterpart.Tests.EndToEnd;

/// <summary>A client and its contact in a world of pairs.</summary>
internal sealed record Pair(string Client, string Contact)
{
    public static Pair Of(int number) => new($"CW-{100_000 + number}", $"{20_000 + number}");

    public static IReadOnlyList<Pair> Range(int first, int count) => [.. Enumerable.Range(first, count).Select(Of)];
}
