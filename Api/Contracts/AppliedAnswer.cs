using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What became of each choice, in the order of the request. All that were applied are one commit.</summary>
/// <param name="Seq">The journal sequence that holds them; null when none was applied.</param>
/// <param name="Repeated">The answer was given before, under the same idempotency key.</param>
/// <param name="Revision">The link's revision that it was decided at; null for an answer that was given before.</param>
public sealed record AppliedAnswer(
    string Integration, string Client, Phase Status, bool Repeated, long? Seq, long? Revision, IReadOnlyList<AppliedItem> Results)
{
    public static AppliedAnswer Of(string integration, string client, ApplyOutcome outcome) => new(
        integration, client, outcome.Act.Status, outcome.Act.Repeated, outcome.Act.Seq, outcome.Act.Revision, [.. outcome.Results.Select(AppliedItem.Of)]);
}

/// <param name="Hub">What was there when it was decided, so that a person whose choice was refused as <c>changed</c> can look again.</param>
public sealed record AppliedItem(string Path, PathApply Result, PresentValue Hub, PresentValue Partner)
{
    public static AppliedItem Of(PathResult result) => new(
        result.Path,
        result.Result,
        new PresentValue(result.Hub ?? FieldValue.Blank, result.HubVersion),
        new PresentValue(result.Partner ?? FieldValue.Blank, result.PartnerVersion));
}

/// <param name="Version">0: nothing was read there yet.</param>
public sealed record PresentValue(FieldValue Value, long Version);
