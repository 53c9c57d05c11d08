using System.Text.Json;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Tells one journal record's events in words, with the facts apart.</summary>
internal static class HistoryTeller
{
    public static IEnumerable<HistoryEntry> Tell(LinkKey key, JournalRow row)
    {
        var systems = new SystemNames(IntegrationName.Hub(key.Integration), IntegrationName.Partner(key.Integration));
        return EventJson.Read(row.Events.Span).SelectMany(happened => Tell(happened, systems, row));
    }

    private static IEnumerable<HistoryEntry> Tell(LinkEvent happened, SystemNames systems, JournalRow row)
    {
        var told = new Telling(row);
        return happened switch
        {
            LinkEvent.MatchStarted => [told.Entry("matching", "Waits for the directory to be complete.")],
            LinkEvent.ChoiceNeeded choice => [told.Entry("needsChoice", $"{choice.Candidates.Length} candidates, none for certain: a person has to choose.")],
            LinkEvent.Linked linked => [told.Entry("linked", $"Linked to {systems.Partner} record {linked.Partner.Id}.", rule: Camel(linked.Evidence.Rule))],
            LinkEvent.Leaving => [told.Entry("leaving", "Unlinked; a write may still be on its way.")],
            LinkEvent.Unlinked { Never: { } never } => [told.Entry("unlinked", $"Unlinked: {systems.Partner} record {never} is somebody else, and never matched again by a rule.", rule: "wrongMatch")],
            LinkEvent.Unlinked unlinked => [told.Entry("unlinked", "Unlinked.", rule: unlinked.Reason == UnlinkReason.WrongMatch ? "wrongMatch" : null)],
            LinkEvent.Broke broke => [told.Entry("broken", $"The {systems.Of(broke.Side)} record is out of reach.", side: broke.Side, rule: Camel(broke.Reason))],
            LinkEvent.Restored restored => [told.Entry("restored", $"The {systems.Of(restored.Side)} record is back.", side: restored.Side)],
            LinkEvent.Seen seen => seen.Values.Select(value => told.Entry(
                value.Ghost ? "lateWrite" : "seen",
                value.Ghost ? $"A late write of ours surfaced in {systems.Of(seen.Side)}." : $"Seen in {systems.Of(seen.Side)}.",
                value.Path,
                seen.Side,
                value.Value,
                value.Version)),
            LinkEvent.Doubted doubted => doubted.Paths.Select(path =>
                told.Entry("doubted", $"{systems.Of(doubted.Side)} showed what it held before our write: read again before it is believed.", path, doubted.Side)),
            LinkEvent.Merged merged => merged.Steps.Select(step => Tell(step, systems, told)),
            LinkEvent.Resolved resolved => resolved.Steps.Select(step => Tell(step, systems, told)),
            LinkEvent.Allowed allowed => [told.Entry("allowed", $"{systems.Partner} record {allowed.Record} may be matched again.")],
            LinkEvent.Paused => [told.Entry("paused", "Paused: what is edited is seen, and nothing is written.")],
            LinkEvent.Resumed => [told.Entry("resumed", "Resumed.")],
            LinkEvent.RefreshAsked => [told.Entry("refreshAsked", "Both records are to be read anew.")],
            LinkEvent.Refreshed refreshed => [told.Entry("refreshed", $"Read anew in {systems.Of(refreshed.Side)}.", side: refreshed.Side)],
            LinkEvent.AttemptBegun begun => begun.Attempt.Paths.Select(path =>
                told.Entry("sending", $"About to be written to {systems.Of(begun.Attempt.Side)}.", path.Path, begun.Attempt.Side, path.Value, path.Version)),
            LinkEvent.AttemptUnknown unknown => [told.Entry("unknown", $"What became of write {unknown.Id} is not known: {unknown.Reason}. Settled by reading.")],
            LinkEvent.AttemptDropped dropped => [told.Entry("dropped", $"Write {dropped.Id} did not take place: {dropped.Reason}. Owed again.")],
            LinkEvent.AttemptRefused refused => [told.Entry("refused", $"Write {refused.Id} was refused: {refused.Reason}.", refused.Path)],
            LinkEvent.AttemptSettled settled => settled.Paths.Select(path => told.Entry(
                "written",
                path.Outcome switch
                {
                    PathOutcome.Done => "Written, and read back as sent.",
                    PathOutcome.Altered => "Written, and stored as something else.",
                    PathOutcome.Ignored => "Answered with success, and not stored.",
                    PathOutcome.Overtaken => "Edited there after it was about to be written: that edit is the later one.",
                    _ => "Written, while an edit was seen there: read again before it is decided.",
                },
                path.Path,
                null,
                path.Value,
                rule: Camel(path.Outcome))),
            _ => [],
        };
    }

    private static HistoryEntry Tell(MergeStep step, SystemNames systems, Telling told)
    {
        var winner = systems.Of(step.Winner);
        var (version, lost) = step.Winner == Side.Hub ? (step.HubVersion, step.PartnerVersion) : (step.PartnerVersion, step.HubVersion);
        return step.Kind switch
        {
            MergeKind.Agree => told.Entry("agreed", "Both sides agree.", step.Path),
            MergeKind.Owe => told.Entry(
                "owed", $"Only {winner} changed: owed to {systems.Of(step.Winner.Other())}.", step.Path, step.Winner, null, version, Camel(step.Rule)),
            MergeKind.Take => told.Entry("won", $"{winner}'s value won: {Why(step.Rule)}.", step.Path, step.Winner, step.Won, version, Camel(step.Rule)) with
            {
                Lost = step.Lost is { } value ? new LostValue(step.Winner.Other(), value, lost) : null,
            },
            MergeKind.Hold => told.Entry("held", $"Left different: {Why(step.Hold)}.", step.Path, rule: Camel(step.Hold)),
            MergeKind.Retire => told.Entry("removed", "Gone on both sides.", step.Path),
            _ => told.Entry("undecided", "Not enough is known yet.", step.Path),
        };
    }

    private static string Why(MergeRule rule) => rule switch
    {
        MergeRule.Later => "its edit was certainly the later one",
        MergeRule.Policy => "both sides were edited, the order is not known, and the field's policy decides",
        MergeRule.Filled => "the other side was blank when they were first compared",
        MergeRule.First => "they differed when they were first compared, and the firm's choice decides",
        MergeRule.EditBeatsDelete => "the other side deleted a row that was edited here",
        MergeRule.OneWay => "the field is written one way only",
        MergeRule.Refill => "the field is filled again when it is cleared",
        MergeRule.Person => "a person said so",
        _ => "only it changed",
    };

    private static string Why(HoldReason reason) => reason switch
    {
        HoldReason.Conflict => "both sides were edited, the order is not known, and a person is to decide",
        HoldReason.First => "they differed when they were first compared, and a person is to decide",
        HoldReason.OneWay => "the field is not written in this direction",
        HoldReason.BlankKept => "a cleared field is left as it is",
        HoldReason.Refused => "the system did not take the value",
        HoldReason.Manual => "the field moves only when a person says so",
        HoldReason.Masked => "a side shows only the end of the value",
        HoldReason.Quarantined => "something else keeps writing the field back",
        HoldReason.Occupied => "the field is only filled, and somebody else's value stands there",
        _ => "the system stored something else than was sent",
    };

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed record SystemNames(string Hub, string Partner)
    {
        public string Of(Side side) => side == Side.Hub ? Hub : Partner;
    }

    private sealed class Telling(JournalRow row)
    {
        public HistoryEntry Entry(
            string what, string text, string? path = null, Side? side = null, FieldValue? value = null, long? version = null, string? rule = null) =>
            new(row.Seq, row.Revision, row.At, row.Actor, what, text, path, side, value, version, rule, null);
    }
}
