using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>
/// Tells journal events as the changes that callers see. Only what is named here leaves the house: candidates, expected values,
/// evidence and vendors' own words do not.
/// </summary>
internal static class ChangeTeller
{
    public static ImmutableArray<LinkChange> Tell(ImmutableArray<LinkEvent> events)
    {
        var told = ImmutableArray.CreateBuilder<LinkChange>();
        foreach (var happened in events)
        {
            told.AddRange(Tell(happened));
        }

        return told.ToImmutable();
    }

    private static IEnumerable<LinkChange> Tell(LinkEvent happened) => happened switch
    {
        LinkEvent.MatchStarted => [new(LinkChangeKind.Matching)],
        LinkEvent.ChoiceNeeded => [new(LinkChangeKind.ChoiceNeeded), Opened(NoticeCause.ChoiceNeeded)],
        LinkEvent.Linked linked =>
        [
            new(LinkChangeKind.Linked, Reason: Camel(linked.Evidence.Rule)) { Partner = linked.Partner.Id },
            Closed(NoticeCause.ChoiceNeeded),
        ],
        LinkEvent.Leaving leaving => [new(LinkChangeKind.Leaving, Reason: Camel(leaving.Reason))],
        LinkEvent.Unlinked unlinked => [new(LinkChangeKind.Unlinked, Reason: Camel(unlinked.Reason))],
        LinkEvent.Broke broke =>
        [
            new(LinkChangeKind.Broken, Side: broke.Side, Reason: Camel(broke.Reason)),
            Opened(broke.Reason == GoneReason.Deleted ? NoticeCause.RecordDeleted : NoticeCause.AccessLost, side: broke.Side),
        ],
        LinkEvent.Restored restored =>
        [
            new(LinkChangeKind.Restored, Side: restored.Side),
            Closed(NoticeCause.RecordDeleted, side: restored.Side),
            Closed(NoticeCause.AccessLost, side: restored.Side),
        ],
        LinkEvent.Seen seen => seen.Values.Select(value =>
            new LinkChange(LinkChangeKind.FieldChanged, value.Path, seen.Side) { Value = value.Value, Version = value.Version }),
        LinkEvent.Paused => [new(LinkChangeKind.Paused)],
        LinkEvent.Resumed => [new(LinkChangeKind.Resumed)],
        LinkEvent.Resolved resolved => resolved.Steps.SelectMany(Tell),
        LinkEvent.Merged merged => merged.Steps.SelectMany(Tell),
        LinkEvent.AttemptRefused refused => [new(LinkChangeKind.FieldRefused, refused.Path), Opened(NoticeCause.Refused, refused.Path)],
        LinkEvent.AttemptSettled settled => settled.Paths.Select(path =>
            new LinkChange(LinkChangeKind.FieldWritten, path.Path, Reason: Camel(path.Outcome))),

        // How it is read and written is of no concern to a listener.
        LinkEvent.Doubted or LinkEvent.AttemptBegun or LinkEvent.AttemptUnknown or LinkEvent.AttemptDropped or LinkEvent.RefreshAsked
            or LinkEvent.Refreshed => [],
        _ => [new(LinkChangeKind.LinkChanged)],
    };

    private static IEnumerable<LinkChange> Tell(MergeStep step)
    {
        switch (step.Kind)
        {
            case MergeKind.Agree:
                yield return new(LinkChangeKind.FieldAgreed, step.Path);
                break;
            case MergeKind.Owe:
                yield return new(LinkChangeKind.FieldOwed, step.Path, step.Winner, Camel(step.Rule));
                break;
            case MergeKind.Take:
                yield return new(LinkChangeKind.FieldDecided, step.Path, step.Winner, Camel(step.Rule)) { Value = step.Won };
                break;
            case MergeKind.Hold:
                yield return new(LinkChangeKind.FieldHeld, step.Path, Reason: Camel(step.Hold));
                if (step.Hold != step.Was && Cause(step.Hold) is { } cause)
                {
                    yield return Opened(cause, step.Path);
                }

                break;
            case MergeKind.Retire:
                yield return new(LinkChangeKind.FieldRemoved, step.Path);
                break;
        }

        if (step.Kind != MergeKind.Wait && (step.Kind != MergeKind.Hold || step.Hold != step.Was) && Cause(step.Was) is { } ended)
        {
            yield return Closed(ended, step.Path);
        }
    }

    /// <summary>The notice that a held field makes, where it makes one.</summary>
    private static NoticeCause? Cause(HoldReason reason) => reason switch
    {
        HoldReason.Conflict => NoticeCause.Conflict,
        HoldReason.First => NoticeCause.FirstDifference,
        HoldReason.Refused => NoticeCause.Refused,
        HoldReason.Altered => NoticeCause.Altered,
        HoldReason.Quarantined => NoticeCause.Quarantined,
        HoldReason.Occupied => NoticeCause.Occupied,
        _ => null,
    };

    private static LinkChange Opened(NoticeCause cause, string? path = null, Side? side = null) =>
        new(LinkChangeKind.NoticeOpened, path, side, Camel(cause));

    private static LinkChange Closed(NoticeCause cause, string? path = null, Side? side = null) =>
        new(LinkChangeKind.NoticeClosed, path, side, Camel(cause));

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
