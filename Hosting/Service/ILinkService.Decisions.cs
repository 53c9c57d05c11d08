using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What a person does to a link that stands. Null answers: there is no such client.</summary>
public partial interface ILinkService
{
    /// <summary>Every field that can be synced, with both values.</summary>
    Task<SyncView?> CompareAsync(Caller caller, string integration, string client, CancellationToken cancel);

    /// <summary>Says for paths whose value stands, in either direction, in one commit. Each choice stands or falls by itself.</summary>
    /// <exception cref="KeyReusedException">The idempotency key came with another body.</exception>
    Task<ApplyOutcome?> ApplyAsync(
        Caller caller, string integration, string client, ImmutableArray<PathChoice> choices, RequestKey? key, CancellationToken cancel);

    /// <summary>Reads both records anew, and waits up to <paramref name="wait"/> for it.</summary>
    /// <exception cref="KeyReusedException">The idempotency key came with another request.</exception>
    Task<RefreshOutcome?> RefreshAsync(Caller caller, string integration, string client, RequestKey? key, TimeSpan wait, CancellationToken cancel);

    /// <summary>Stops writing to either side; reading goes on.</summary>
    /// <exception cref="KeyReusedException">The idempotency key came with another request.</exception>
    Task<ActOutcome?> PauseAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel);

    /// <exception cref="KeyReusedException">The idempotency key came with another request.</exception>
    Task<ActOutcome?> ResumeAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel);
}

/// <param name="Status">Where the link is after it, or what stands in the way.</param>
/// <param name="IsLinked">False: there is no link to do this with, and nothing changed.</param>
/// <param name="Seq">The journal sequence that holds it; null when nothing was written.</param>
public sealed record ActOutcome(Phase Status, bool IsLinked, long? Seq, bool Repeated)
{
    /// <summary>The link's revision that it was decided at; null for a kept answer.</summary>
    public long? Revision { get; init; }
}

/// <param name="Results">One for each choice, in their order.</param>
public sealed record ApplyOutcome(ActOutcome Act, ImmutableArray<PathResult> Results);

/// <param name="IsDone">Both records were read since, or are known to be out of reach.</param>
public sealed record RefreshOutcome(ActOutcome Act, bool IsDone, Freshness Freshness);

/// <summary>As of when each side is known; null before its first read.</summary>
public sealed record Freshness(DateTimeOffset? Hub, DateTimeOffset? Partner)
{
    /// <summary>As of when both are known.</summary>
    public DateTimeOffset? Both => Hub < Partner ? Hub : Partner is null ? null : Hub is null ? null : Partner;
}

/// <param name="Partner">Null while there is none.</param>
/// <param name="Differing">How many of the fields differ.</param>
public sealed record SyncView(
    string Name, Phase Status, long Revision, PartnerRecord? Partner, Freshness Freshness, int Differing, ImmutableArray<SyncField> Fields);

/// <param name="Differs">The two sides do not mean the same.</param>
/// <param name="ToHub">A person may let the partner's value stand.</param>
/// <param name="ToPartner">A person may let the hub's value stand.</param>
public sealed record SyncField(PathView Path, bool Differs, bool ToHub, bool ToPartner);
