using System.Globalization;

namespace Counterpart.Load.Storm;

/// <summary>What <c>/proc</c> tells of processes; nothing where there is none.</summary>
internal sealed class ProcessWatch(TimeProvider clock)
{
    /// <summary>The kernel tells processor time in hundredths of a second, on every machine there is.</summary>
    private const double TicksPerSecond = 100;
    private const int PageSize = 4096;
    private readonly Dictionary<int, (double Seconds, long At)> before = [];

    /// <summary>Adds <c>rss.</c>, <c>handles.</c> and <c>cpu.</c> of a process: bytes, a number, and processors' worth since the last time.</summary>
    public void Read(string name, int id, Dictionary<string, double> values, bool memory = true)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var (seconds, now) = ((Number(fields[11]) + Number(fields[12])) / TicksPerSecond, clock.GetTimestamp());
            if (before.TryGetValue(id, out var last))
            {
                var key = $"cpu.{name}";
                values[key] = values.GetValueOrDefault(key) + ((seconds - last.Seconds) / Math.Max(0.001, clock.GetElapsedTime(last.At, now).TotalSeconds));
            }

            before[id] = (seconds, now);
            if (memory)
            {
                values[$"rss.{name}"] = Number(fields[21]) * PageSize;
                values[$"handles.{name}"] = Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Count();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has ended, or there is no /proc.
            before.Remove(id);
        }
    }

    /// <summary>The processes that a process started, and theirs.</summary>
    public static IReadOnlyList<int> Descendants(int id)
    {
        if (!Directory.Exists("/proc"))
        {
            return [];
        }

        var children = Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => char.IsAsciiDigit(name[0]))
            .Select(name => (Id: int.Parse(name, CultureInfo.InvariantCulture), Parent: ParentOf(name))).ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>();
        for (var next = new Queue<int>([id]); next.TryDequeue(out var parent);)
        {
            foreach (var child in children[parent])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    private static int ParentOf(string id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return (int)Number(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
