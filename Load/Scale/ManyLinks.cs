using System.Globalization;
using System.Text.Json;
using Counterpart.Storage;

namespace Counterpart.Load.Scale;

/// <summary>The database of many links: made once in a run, and used by every benchmark that wants it.</summary>
internal static class ManyLinks
{
    public const int Usual = 1_000_000;
    public const int Quick = 30_000;

    /// <summary>Offices of ten thousand clients each.</summary>
    public const int Firms = 100;

    /// <summary>As the product names it.</summary>
    private const string Database = "counterpart.db";

    /// <summary>Through the store's commits, 500 links each: the same rows, records and claims that linking and two first reads leave behind.</summary>
    public static async Task<Import> MakeAsync(BenchContext context, int links, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(context.Shared.File(string.Create(CultureInfo.InvariantCulture, $"links-{links}"))).FullName;
        var told = Path.Combine(folder, "import.json");
        if (File.Exists(told))
        {
            return JsonSerializer.Deserialize<Import>(await File.ReadAllTextAsync(told, cancel))! with { File = Path.Combine(folder, Database) };
        }

        var file = Path.Combine(folder, Database);
        BenchFolder.Remove(file);
        await context.SayAsync(string.Create(CultureInfo.InvariantCulture, $"  making {links} links of {Firms} firms"));
        var started = context.Clock.GetTimestamp();
        await using (var store = new SqliteStore(new SqliteStoreOptions { Path = file }, context.Clock))
        {
            await store.OpenAsync(cancel);
            await SampleLinks.FillAsync(store, links, Firms, context.Clock, cancel);
        }

        var took = context.Clock.GetElapsedTime(started);
        var import = new Import(file, links, links / took.TotalSeconds, new FileInfo(file).Length / (double)links);
        await context.SayAsync(string.Create(
            CultureInfo.InvariantCulture, $"  made in {took.TotalSeconds:0} s: {import.LinksPerSecond:0} links/s, {import.BytesPerLink:0} B a link"));
        await File.WriteAllTextAsync(told, JsonSerializer.Serialize(import), cancel);
        return import;
    }

    public static SampleClient Client(int number) => new(number, Firms);
}

/// <param name="File">The database. Its links' revisions rise from benchmark to benchmark: each posts with later ones, by the clock.</param>
internal sealed record Import(string File, int Links, double LinksPerSecond, double BytesPerLink)
{
    /// <summary>A data folder of the product.</summary>
    public string Folder => Path.GetDirectoryName(File)!;
}
