using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <param name="Seq">Dense within the firm.</param>
/// <param name="Request">The key of the request that it answers, if any.</param>
internal sealed record JournalRecord(long Seq, long Revision, ImmutableArray<LinkEvent> Events, string? Request);
