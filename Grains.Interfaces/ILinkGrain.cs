using Orleans.Concurrency;

namespace Counterpart.Grains.Interfaces;

/// <summary>
/// One link, by its <see cref="LinkGrainKey"/>. Calls overlap: they are decided in the order they come in, wait for a commit that they may
/// share, and are answered when it is durable.
/// </summary>
[Alias("counterpart.ILinkGrain")]
public interface ILinkGrain : IGrainWithStringKey
{
    /// <summary>Decides a command. What went wrong is in the answer; an exception is Orleans' own, and then the outcome is unknown.</summary>
    [Alias("Ask"), AlwaysInterleave]
    Task<LinkAnswer> AskAsync(LinkAsk ask);

    /// <summary>Writes down anew when the channels should look at the link.</summary>
    [Alias("ReviseDue"), AlwaysInterleave]
    Task<LinkAnswer> ReviseDueAsync();

    /// <summary>
    /// The link as this activation committed it last, from memory: it passes commands that wait for their commit. After a change of the
    /// cluster's members it may be behind for as long as two activations live; the row never is.
    /// </summary>
    [Alias("Read"), AlwaysInterleave]
    Task<LinkSnapshot> ReadAsync();
}
