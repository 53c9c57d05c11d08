using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>A link's state as bytes: the same state gives the same bytes. The first number is the format's version.</summary>
public static class StateCodec
{
    private const int Format = 1;
    private const int AsTheHubs = -1;

    public static byte[] Write(LinkState state)
    {
        var writer = new StateWriter();
        writer.Number(Format);
        writer.Number(state.Revision);
        writer.Number(state.Epoch);
        writer.Number((int)state.Phase);
        writer.Number((int)state.LeaveReason);
        writer.Number(state.LastVersion);
        writer.Number(state.LastRow);
        writer.Number(state.LastAttempt);
        writer.Time(state.LinkedAt);
        WritePartner(writer, state);
        WriteSide(writer, state.Hub);
        WriteSide(writer, state.PartnerSide);
        writer.Number(state.Registers.Count);
        foreach (var (path, register) in state.Registers)
        {
            writer.Text(path);
            writer.Number((int)register.Status);
            writer.Number((int)register.OwedTo);
            writer.Number((int)register.Hold);
            WriteValue(writer, register.Hub, hub: null);
            WriteValue(writer, register.Partner, register.Hub.Seen);
        }

        writer.Number(state.Rows.Count);
        foreach (var (path, pair) in state.Rows)
        {
            writer.Text(path);
            writer.Text(pair.Hub);
            writer.Text(pair.Partner);
        }

        WriteAttempt(writer, state.Open);
        writer.Number(state.Ghosts.Length);
        foreach (var ghost in state.Ghosts)
        {
            writer.Number((int)ghost.Side);
            writer.Text(ghost.Path);
            writer.Value(ghost.Value);
            writer.Time(ghost.Until);
        }

        return writer.Finish();
    }

    /// <exception cref="InvalidDataException">The bytes are no state, or of a format that this version does not know.</exception>
    public static LinkState Read(LinkKey key, ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        if (reader.Number() != Format)
        {
            throw new InvalidDataException("The link's state is of a format that this version does not know.");
        }

        var state = new LinkState
        {
            Key = key,
            Revision = reader.Number(),
            Epoch = reader.Count(int.MaxValue),
            Phase = reader.Enum<Phase>(),
            LeaveReason = reader.Enum<UnlinkReason>(),
            LastVersion = reader.Number(),
            LastRow = reader.Count(int.MaxValue),
            LastAttempt = reader.Number(),
            LinkedAt = reader.Time(),
        };
        state = ReadPartner(ref reader, state);
        state = state with { Hub = ReadSide(ref reader), PartnerSide = ReadSide(ref reader) };
        var registers = LinkState.NoRegisters.ToBuilder();
        for (var count = reader.Count(); count > 0; count--)
        {
            var path = reader.Text();
            var status = reader.Enum<RegisterStatus>();
            var owedTo = reader.Enum<Side>();
            var hold = reader.Enum<HoldReason>();
            var hub = ReadValue(ref reader, hub: null);
            var partner = ReadValue(ref reader, hub.Seen);
            registers[path] = new Register { Status = status, OwedTo = owedTo, Hold = hold, Hub = hub, Partner = partner };
        }

        var rows = LinkState.NoRows.ToBuilder();
        for (var count = reader.Count(); count > 0; count--)
        {
            rows[reader.Text()] = new RowPair(reader.OptionalText(), reader.OptionalText());
        }

        state = state with { Registers = registers.ToImmutable(), Rows = rows.ToImmutable(), Open = ReadAttempt(ref reader) };
        var ghosts = ImmutableArray.CreateBuilder<Ghost>();
        for (var count = reader.Count(); count > 0; count--)
        {
            ghosts.Add(new Ghost(reader.Enum<Side>(), reader.Text(), reader.Value() ?? throw StateReader.Broken(), reader.Time()));
        }

        return reader.AtEnd ? state with { Ghosts = ghosts.ToImmutable() } : throw StateReader.Broken();
    }

    private static void WritePartner(StateWriter writer, LinkState state)
    {
        writer.Flag(state.Partner is not null);
        if (state.Partner is { } partner)
        {
            writer.Text(partner.System);
            writer.Text(partner.Tenant);
            writer.Text(partner.Id);
        }

        writer.Flag(state.Evidence is not null);
        if (state.Evidence is { } evidence)
        {
            writer.Number((int)evidence.Rule);
            WriteCandidate(writer, evidence.Candidate);
            writer.Flag(evidence.DirectoryAt is not null);
            writer.Time(evidence.DirectoryAt ?? state.LinkedAt);
        }

        writer.Number(state.Candidates.Length);
        foreach (var candidate in state.Candidates)
        {
            WriteCandidate(writer, candidate);
        }

        writer.Number(state.Never.Length);
        foreach (var id in state.Never)
        {
            writer.Text(id);
        }
    }

    private static LinkState ReadPartner(ref StateReader reader, LinkState state)
    {
        if (reader.Flag())
        {
            state = state with { Partner = new PartnerRecord(reader.Text(), reader.Text(), reader.Text()) };
        }

        if (reader.Flag())
        {
            var rule = reader.Enum<MatchRule>();
            var candidate = ReadCandidate(ref reader);
            var dated = reader.Flag();
            var at = reader.Time();
            state = state with { Evidence = new MatchEvidence(rule, candidate, dated ? at : null) };
        }

        var candidates = ImmutableArray.CreateBuilder<MatchCandidate>();
        for (var count = reader.Count(); count > 0; count--)
        {
            candidates.Add(ReadCandidate(ref reader));
        }

        var never = ImmutableArray.CreateBuilder<string>();
        for (var count = reader.Count(); count > 0; count--)
        {
            never.Add(reader.Text());
        }

        return state with { Candidates = candidates.ToImmutable(), Never = never.ToImmutable() };
    }

    private static void WriteCandidate(StateWriter writer, MatchCandidate candidate)
    {
        writer.Text(candidate.Id);
        writer.Text(candidate.Name);
        writer.Number(Maybe(candidate.TaxIdMatches));
        writer.Flag(candidate.NameMatches);
        writer.Number(Maybe(candidate.BirthDateMatches));
        writer.Text(candidate.TakenBy);
    }

    private static MatchCandidate ReadCandidate(ref StateReader reader) =>
        new(reader.Text(), reader.Text(), Maybe(reader.Count(2)), reader.Flag(), Maybe(reader.Count(2)), reader.OptionalText());

    private static int Maybe(bool? value) => value switch { null => 0, false => 1, true => 2 };

    private static bool? Maybe(int value) => value switch { 0 => null, 1 => false, _ => true };

    private static void WriteSide(StateWriter writer, SideState side)
    {
        writer.Time(side.Fence);
        writer.Time(side.KnownAt);
        writer.OptionalNumber(side.Revision);
        writer.Number(side.Failures);
        writer.Time(side.NotBefore);
        writer.Flag(side.OneAtATime);
        writer.Flag(side.Gone);
    }

    private static SideState ReadSide(ref StateReader reader) => new()
    {
        Fence = reader.Time(),
        KnownAt = reader.Time(),
        Revision = reader.OptionalNumber(),
        Failures = reader.Count(int.MaxValue),
        NotBefore = reader.Time(),
        OneAtATime = reader.Flag(),
        Gone = reader.Flag(),
    };

    // What repeats is a flag: a shadow that is what is seen, to the letter, and a partner's value that is the hub's.
    private static void WriteValue(StateWriter writer, SideValue value, FieldValue? hub)
    {
        var same = value.Seen is not null && value.Seen.Equals(value.Shadow);
        if (hub is not null && hub.Equals(value.Seen))
        {
            writer.Number(AsTheHubs);
        }
        else
        {
            writer.Value(value.Seen);
        }

        writer.Number((same ? 1 : 0) | (value.Doubt ? 2 : 0) | (value.WrittenAt != default ? 4 : 0) | (value.NotBefore == default ? 8 : 0));
        writer.Number(value.Version);
        if (value.NotBefore != default)
        {
            writer.Time(value.NotBefore);
        }

        writer.Time(value.NotAfter);
        if (!same)
        {
            writer.Value(value.Shadow);
        }

        if (value.WrittenAt != default)
        {
            writer.Value(value.Before);
            writer.Time(value.WrittenAt);
        }
    }

    private static SideValue ReadValue(ref StateReader reader, FieldValue? hub)
    {
        var seen = reader.ValueOr(AsTheHubs, hub);
        var flags = reader.Count(15);
        var same = (flags & 1) != 0;
        return new SideValue
        {
            Seen = seen,
            Doubt = (flags & 2) != 0,
            Version = reader.Number(),
            NotBefore = (flags & 8) != 0 ? default : reader.Time(),
            NotAfter = reader.Time(),
            Shadow = same ? seen : reader.Value(),
            Before = (flags & 4) != 0 ? reader.Value() : null,
            WrittenAt = (flags & 4) != 0 ? reader.Time() : default,
        };
    }

    private static void WriteAttempt(StateWriter writer, Attempt? attempt)
    {
        writer.Flag(attempt is not null);
        if (attempt is null)
        {
            return;
        }

        writer.Number(attempt.Id);
        writer.Number(attempt.Epoch);
        writer.Number((int)attempt.Side);
        writer.Time(attempt.ReadAt);
        writer.Time(attempt.Deadline);
        writer.Flag(attempt.Unknown);
        writer.Number(attempt.Paths.Length);
        foreach (var entry in attempt.Paths)
        {
            writer.Text(entry.Path);
            writer.Value(entry.Value);
            writer.Number(entry.Version);
            writer.Value(entry.Expected);
            writer.Number(entry.TargetVersion);
        }
    }

    private static Attempt? ReadAttempt(ref StateReader reader)
    {
        if (!reader.Flag())
        {
            return null;
        }

        var attempt = new Attempt
        {
            Id = reader.Number(),
            Epoch = reader.Count(int.MaxValue),
            Side = reader.Enum<Side>(),
            ReadAt = reader.Time(),
            Deadline = reader.Time(),
            Unknown = reader.Flag(),
            Paths = [],
        };
        var paths = ImmutableArray.CreateBuilder<AttemptPath>();
        for (var count = reader.Count(); count > 0; count--)
        {
            paths.Add(new AttemptPath(
                reader.Text(), reader.Value() ?? throw StateReader.Broken(), reader.Number(), reader.Value() ?? throw StateReader.Broken(), reader.Number()));
        }

        return attempt with { Paths = paths.ToImmutable() };
    }
}
