using System.ComponentModel.DataAnnotations;

namespace Counterpart.Hosting;

public sealed class GroupCommitterOptions
{
    /// <summary>The most commands in a commit. 1 holds the host to one edit a commit.</summary>
    [Range(1, 10_000)]
    public int BatchLimit { get; set; } = 1024;

    /// <summary>The most commands that wait for a commit.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 10_000;

    /// <summary>What an overloaded caller is told to wait.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
