using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>The database that every round starts from a copy of.</summary>
internal static class HostStart
{
    public static async Task<(string File, LinkKey[] Links)> CreateAsync(BenchContext context, int usual, CancellationToken cancel)
    {
        var count = context.Links(usual, quick: 1_000);
        var file = context.Folder.File("start.db");
        await SampleLinks.CreateAsync(file, count, context.Clock, cancel);
        return (file, Keys(count));
    }

    public static LinkKey[] Keys(int count) => [.. Enumerable.Range(0, count).Select(number => SampleLinks.Key(new SampleClient(number)))];
}
