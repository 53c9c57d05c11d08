using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>A link's state as bytes: the same state gives the same bytes. The first number is the format's version.</summary>
public static partial class StateCodec
{
    /// <summary>
    /// 2 added pauses, what a person chose, what is wanted, and the end of the last link; 3 when a part of a record was
    /// last read by itself, and from when on a record that was linked before is read.
    /// </summary>
    private const int Format = 3;
    private const int OldestFormat = 1;
    private const int AsTheHubs = -1;

    public static byte[] Write(LinkState state)
    {
        var writer = new StateWriter();
        WriteHead(writer, state);
        writer.Number(state.Registers.Count);
        foreach (var (path, register) in state.Registers)
        {
            WriteRegister(writer, path, register);
        }

        WriteRows(writer, state);
        WriteTail(writer, state);
        return writer.Finish();
    }

    /// <summary>All that comes before the registers.</summary>
    internal static void WriteHead(StateWriter writer, LinkState state)
    {
        writer.Number(Format);
        writer.Number(state.Revision);
        writer.Number(state.Epoch);
        writer.Number((int)state.Phase);
        writer.Number((int)state.LeaveReason);
        writer.Number(state.LastVersion);
        writer.Number(state.LastRow);
        writer.Number(state.LastAttempt);
        writer.Time(state.LinkedAt);
        WriteEnd(writer, state);
        WritePartner(writer, state);
        WriteSide(writer, state.Hub);
        WriteSide(writer, state.PartnerSide);
    }

    internal static void WriteRegister(StateWriter writer, string path, Register register)
    {
        writer.Text(path);
        WriteDecision(writer, register);
        WriteValue(writer, register.Hub, hub: null);
        WriteValue(writer, register.Partner, register.Hub.Seen);
    }

    /// <summary>There are no times in it.</summary>
    internal static void WriteRows(StateWriter writer, LinkState state)
    {
        writer.Number(state.Rows.Count);
        foreach (var (path, pair) in state.Rows)
        {
            writer.Text(path);
            writer.Text(pair.Hub);
            writer.Text(pair.Partner);
        }
    }

    internal static void WriteTail(StateWriter writer, LinkState state)
    {
        WriteAttempt(writer, state.Open);
        writer.Number(state.Ghosts.Length);
        foreach (var ghost in state.Ghosts)
        {
            writer.Number((int)ghost.Side);
            writer.Text(ghost.Path);
            writer.Value(ghost.Value);
            writer.Time(ghost.Until);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no state, or of a format that this version does not know.</exception>
    public static LinkState Read(LinkKey key, ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        var format = reader.Number();
        if (format is < OldestFormat or > Format)
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
        if (format > 1)
        {
            state = ReadEnd(ref reader, state);
        }

        state = ReadPartner(ref reader, state);
        var (hub, partner) = (ReadSide(ref reader, format), ReadSide(ref reader, format));
        var registers = ReadRegisters(ref reader, format);
        var rows = ReadRows(ref reader);
        var open = ReadAttempt(ref reader);
        var ghosts = ImmutableArray.CreateBuilder<Ghost>();
        for (var count = reader.Count(); count > 0; count--)
        {
            ghosts.Add(new Ghost(reader.Enum<Side>(), reader.Name(), reader.Value() ?? throw StateReader.Broken(), reader.Time()));
        }

        return reader.AtEnd
            ? state with { Hub = hub, PartnerSide = partner, Registers = registers, Rows = rows, Open = open, Ghosts = ghosts.ToImmutable() }
            : throw StateReader.Broken();
    }

    private static PathDictionary<Register> ReadRegisters(ref StateReader reader, long format)
    {
        var count = reader.Count();
        var registers = PathDictionary<Register>.ForAbout(count);
        for (; count > 0; count--)
        {
            var path = reader.Name();
            registers[path] = format == 1 ? ReadRegister1(ref reader) : ReadRegister(ref reader);
        }

        return registers.ToImmutable();
    }

    private static PathDictionary<RowPair> ReadRows(ref StateReader reader)
    {
        var count = reader.Count();
        var rows = PathDictionary<RowPair>.ForAbout(count);
        for (; count > 0; count--)
        {
            rows[reader.Name()] = new RowPair(reader.OptionalText(), reader.OptionalText());
        }

        return rows.ToImmutable();
    }
}
