using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Sides, registers and the open attempt.</summary>
public static partial class StateCodec
{
    private static void WriteSide(StateWriter writer, SideState side)
    {
        writer.Number(
            (side.OneAtATime ? 1 : 0) | (side.Gone ? 2 : 0) | ((int)side.GoneFor << 2)
            | (side.NotBefore != default ? 8 : 0) | (side.Wanted != default ? 16 : 0) | (side.PartialAt != default ? 32 : 0)
            | (side.Floor != default ? 64 : 0) | (side.KnownUntil != default ? 128 : 0));
        writer.Time(side.Fence);
        writer.Time(side.KnownAt);
        writer.OptionalNumber(side.Revision);
        writer.Number(side.Failures);
        if (side.NotBefore != default)
        {
            writer.Time(side.NotBefore);
        }

        if (side.Wanted != default)
        {
            writer.Time(side.Wanted);
        }

        if (side.PartialAt != default)
        {
            writer.Time(side.PartialAt);
        }

        if (side.Floor != default)
        {
            writer.Time(side.Floor);
        }

        if (side.KnownUntil != default)
        {
            writer.Time(side.KnownUntil);
        }
    }

    private static SideState ReadSide(ref StateReader reader, long format)
    {
        if (format == 1)
        {
            return ReadSide1(ref reader);
        }

        var flags = reader.Count(format == 2 ? 31 : 255);
        return new SideState
        {
            OneAtATime = (flags & 1) != 0,
            Gone = (flags & 2) != 0,
            GoneFor = (GoneReason)((flags >> 2) & 1),
            Fence = reader.Time(),
            KnownAt = reader.Time(),
            Revision = reader.OptionalNumber(),
            Failures = reader.Count(int.MaxValue),
            NotBefore = (flags & 8) != 0 ? reader.Time() : default,
            Wanted = (flags & 16) != 0 ? reader.Time() : default,
            PartialAt = (flags & 32) != 0 ? reader.Time() : default,
            Floor = (flags & 64) != 0 ? reader.Time() : default,
            KnownUntil = (flags & 128) != 0 ? reader.Time() : default,
        };
    }

    private static SideState ReadSide1(ref StateReader reader) => new()
    {
        Fence = reader.Time(),
        KnownAt = reader.Time(),
        Revision = reader.OptionalNumber(),
        Failures = reader.Count(int.MaxValue),
        NotBefore = reader.Time(),
        OneAtATime = reader.Flag(),
        Gone = reader.Flag(),
    };

    // One number for most registers: of those a link has dozens.
    private static void WriteDecision(StateWriter writer, Register register)
    {
        var chosen = register.Chosen is { } side ? 1 + (int)side : 0;
        writer.Number(
            (int)register.Status | ((int)register.OwedTo << 2) | (chosen << 3) | (register.Returns.IsEmpty ? 0 : 32) | (register.Quarantined ? 64 : 0));
        if (register.Status == RegisterStatus.Held)
        {
            writer.Number((int)register.Hold);
        }

        if (register.Returns.IsEmpty)
        {
            return;
        }

        writer.Number(register.Returns.Length);
        foreach (var at in register.Returns)
        {
            writer.Time(at);
        }
    }

    private static Register ReadRegister(ref StateReader reader)
    {
        var flags = reader.Count(127);
        var chosen = (flags >> 3) & 3;
        var hold = (flags & 3) == (int)RegisterStatus.Held ? reader.Enum<HoldReason>() : HoldReason.None;
        var returns = (flags & 32) != 0 ? ReadReturns(ref reader) : [];
        var hub = ReadValue(ref reader, hub: null);
        return new Register
        {
            Hub = hub,
            Partner = ReadValue(ref reader, hub.Seen),
            Status = (RegisterStatus)(flags & 3),
            OwedTo = (Side)((flags >> 2) & 1),
            Hold = hold,
            Chosen = chosen switch { 0 => null, 1 => Side.Hub, 2 => Side.Partner, _ => throw StateReader.Broken() },
            Quarantined = (flags & 64) != 0,
            Returns = returns,
        };
    }

    private static ImmutableArray<DateTimeOffset> ReadReturns(ref StateReader reader)
    {
        var returns = ImmutableArray.CreateBuilder<DateTimeOffset>();
        for (var count = reader.Count(QuarantineRule.MostReturns); count > 0; count--)
        {
            returns.Add(reader.Time());
        }

        return returns.ToImmutable();
    }

    private static Register ReadRegister1(ref StateReader reader)
    {
        var (status, owedTo, hold) = (reader.Enum<RegisterStatus>(), reader.Enum<Side>(), reader.Enum<HoldReason>());
        var hub = ReadValue(ref reader, hub: null);
        return new Register { Hub = hub, Partner = ReadValue(ref reader, hub.Seen), Status = status, OwedTo = owedTo, Hold = hold };
    }

    private static void WriteRecord(StateWriter writer, PartnerRecord? record)
    {
        writer.Flag(record is not null);
        if (record is not null)
        {
            writer.Text(record.System);
            writer.Text(record.Tenant);
            writer.Text(record.Id);
        }
    }

    private static PartnerRecord? ReadRecord(ref StateReader reader) =>
        reader.Flag() ? new PartnerRecord(reader.Text(), reader.Text(), reader.Text()) : null;

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

        writer.Number((same ? 1 : 0) | (value.Doubt ? 2 : 0) | (value.WrittenAt != default ? 4 : 0) | (value.NotBefore == default ? 8 : 0)
            | (value.Ours ? 16 : 0));
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
        var flags = reader.Count(31);
        var same = (flags & 1) != 0;
        return new SideValue
        {
            Seen = seen,
            Doubt = (flags & 2) != 0,
            Ours = (flags & 16) != 0,
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
                reader.Name(), reader.Value() ?? throw StateReader.Broken(), reader.Number(), reader.Value() ?? throw StateReader.Broken(), reader.Number()));
        }

        return attempt with { Paths = paths.ToImmutable() };
    }
}
