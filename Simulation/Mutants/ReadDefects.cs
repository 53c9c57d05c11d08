using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Mistakes about what was read, and when.</summary>
internal static class ReadDefects
{
    /// <summary>A page from before what is known counts as new.</summary>
    public sealed class StaleBelieved : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) =>
            base.Decide(state, command is LinkCommand.Observe(var read) observe && read.StartedAt < state.Of(read.Side).Fence
                ? observe with { Read = read with { StartedAt = state.Of(read.Side).Fence, Revision = null } }
                : command, settings);
    }

    /// <summary>What a partial read does not name is blank.</summary>
    public sealed class AbsentIsBlank : Defect
    {
        public override RecordRead Read(RecordRead read) => read.Whole
            ? read
            : read with { Content = read.Content with { Scalars = Contents.Scalars.ToImmutableDictionary(path => path, path => read.Content.Scalars.GetValueOrDefault(path, FieldValue.Blank)) } };
    }

    /// <summary>A partial read counts as a read of everything.</summary>
    public sealed class CoverageIgnored : Defect
    {
        public override RecordRead Read(RecordRead read) => read with { Whole = true };
    }

    /// <summary>A field that is blank was not read.</summary>
    public sealed class BlankIsAbsent : Defect
    {
        public override RecordRead Read(RecordRead read) => read with
        {
            Content = read.Content with { Scalars = read.Content.Scalars.Where(entry => !entry.Value.IsBlank).ToImmutableDictionary() },
        };
    }

    /// <summary>The vendor's time of change, cut to the minute, says when a value was set.</summary>
    public sealed class VendorsClock : Defect
    {
        public override RecordRead Read(RecordRead read) =>
            read with { UnchangedSince = read.StartedAt - TimeSpan.FromTicks(read.StartedAt.UtcTicks % TimeSpan.TicksPerMinute) };
    }

    /// <summary>The pass under way counts as the one before it.</summary>
    public sealed class ThisPassIsTheLast : Defect
    {
        public override DateTimeOffset UnchangedSince(DateTimeOffset since, DateTimeOffset now) => now;
    }

    /// <summary>Rows are known by their place.</summary>
    public sealed class RowsByPlace : Defect
    {
        public override RecordRead Read(RecordRead read) => read with
        {
            Content = read.Content with
            {
                Lists = read.Content.Lists.ToImmutableDictionary(
                    list => list.Key,
                    list => list.Key == ListParts.Tags ? list.Value : [.. list.Value.Select((row, place) => row with { Id = $"{place}" })]),
            },
        };
    }

    /// <summary>What is seen soon after our own write is taken for its echo.</summary>
    public sealed class EchoByTime : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) =>
            command is LinkCommand.Observe(var read) && state.Open is null && state.LastAttempt > 0 && read.StartedAt < state.Of(read.Side).Fence + TimeSpan.FromSeconds(5)
                ? new Decision(state, [], new LinkReply.Observed(0))
                : base.Decide(state, command, settings);
    }

    /// <summary>A record that is gone is blank.</summary>
    public sealed class GoneIsBlank : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) => command is not LinkCommand.RecordGone gone
            ? base.Decide(state, command, settings)
            : base.Decide(state, new LinkCommand.Observe(new RecordRead
            {
                Side = gone.Side,
                StartedAt = gone.StartedAt,
                EndedAt = gone.StartedAt,
                Single = true,
                Content = RecordContent.Empty with { Scalars = Contents.Scalars.ToImmutableDictionary(path => path, _ => FieldValue.Blank) },
            }) { At = gone.At }, settings);
    }

    /// <summary>Changes are asked for since the last pass, to the second.</summary>
    public sealed class NoOverlap : Defect
    {
        public override CaptureTraits Traits(CaptureTraits traits) => traits with { Overlap = TimeSpan.Zero };
    }

    /// <summary>A value from before our write is never doubted.</summary>
    public sealed class NeverDoubted : Defect
    {
        public override Decision Decide(LinkState state, LinkCommand command, LinkSettings settings)
        {
            var registers = state.Registers.ToBuilder();
            foreach (var (path, register) in state.Registers)
            {
                registers[path] = register with { Hub = register.Hub with { Before = null }, Partner = register.Partner with { Before = null } };
            }

            return Onto(state, base.Decide(state with { Registers = registers.ToImmutable() }, command, settings));
        }
    }
}
