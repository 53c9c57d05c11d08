using System.Globalization;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>What <c>/proc</c> tells of processes; nothing where there is none.</summary>
internal sealed class ProcessWatch(TimeProvider clock)
{
    private readonly Dictionary<int, (double Seconds, long At)> before = [];

    /// <summary>Adds <c>rss.</c>, <c>handles.</c> and <c>cpu.</c> of a process: bytes, a number, and processors' worth since the last time.</summary>
    public void Read(string name, int id, Dictionary<string, double> values, bool memory = true)
    {
        if (ProcessStat.Read(id) is not { } stat)
        {
            before.Remove(id);
            return;
        }

        var (seconds, now) = (stat.Processor.TotalSeconds, clock.GetTimestamp());
        if (before.TryGetValue(id, out var last))
        {
            var key = $"cpu.{name}";
            values[key] = values.GetValueOrDefault(key) + ((seconds - last.Seconds) / Math.Max(0.001, clock.GetElapsedTime(last.At, now).TotalSeconds));
        }

        before[id] = (seconds, now);
        if (memory)
        {
            values[$"rss.{name}"] = stat.Memory;
            values[$"handles.{name}"] = HandlesOf(id);
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
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
            .Select(process => (Id: process, Parent: ProcessStat.Read(process)?.Parent ?? -1)).ToLookup(process => process.Parent, process => process.Id);
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

    private static int HandlesOf(int id)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Count();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return 0;
        }
    }
}
