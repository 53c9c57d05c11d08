using System.ComponentModel.DataAnnotations;

namespace Counterpart.Hosting;

public sealed class LinkHostOptions
{
    /// <summary>How many links are kept in memory.</summary>
    [Range(16, 10_000_000)]
    public int LinksInMemory { get; set; } = 20_000;

    /// <summary>The most commands of one link that wait for a commit.</summary>
    [Range(1, 100_000)]
    public int QueuePerLink { get; set; } = 256;

    /// <summary>Other nodes change links in the same store: none is used before its row was read anew.</summary>
    public bool SharedStore { get; set; }

    /// <summary>How long replies to commands with a key are kept.</summary>
    public TimeSpan KeepReplies { get; set; } = TimeSpan.FromDays(7);
}
