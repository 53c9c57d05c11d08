using System.Globalization;

namespace Counterpart.Load.Lab;

/// <summary>What the kernel tells of a process.</summary>
/// <param name="Processor">The processors' time that it has used.</param>
/// <param name="Memory">Its resident bytes.</param>
internal sealed record ProcessStat(int Parent, TimeSpan Processor, long Memory)
{
    /// <summary>The kernel tells processor time in hundredths of a second, on every machine there is.</summary>
    private const double TicksPerSecond = 100;
    private const int PageSize = 4096;

    /// <summary>Null when it has ended, or nobody tells.</summary>
    public static ProcessStat? Read(int id)
    {
        try
        {
            return Of(File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static ProcessStat Of(string stat)
    {
        // The name stands in parentheses, and may hold anything.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(
            (int)Number(fields[1]), TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond), Number(fields[21]) * PageSize);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
