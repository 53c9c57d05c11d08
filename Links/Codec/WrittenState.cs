namespace Counterpart.Links;

/// <summary>The bytes of a state, and where in them its registers and rows are.</summary>
internal sealed class WrittenState
{
    private readonly LinkState state;

    /// <summary>For each register where it begins, and the time that its own times are steps from; and where the last one ends.</summary>
    private readonly (int At, long Ticks)[] places;
    private readonly int rowsEnd;

    public WrittenState(LinkState state, WrittenState? before)
    {
        this.state = state;
        places = new (int, long)[state.Registers.Count + 1];
        var writer = new StateWriter();
        StateCodec.WriteHead(writer, state);
        WriteRegisters(writer, before);
        if (before is not null && ReferenceEquals(before.state.Rows, state.Rows))
        {
            writer.Copy(before.Bytes.AsSpan(before.places[^1].At..before.rowsEnd), writer.LastTicks);
        }
        else
        {
            StateCodec.WriteRows(writer, state);
        }

        rowsEnd = writer.Position;
        StateCodec.WriteTail(writer, state);
        Bytes = writer.Finish();
    }

    public byte[] Bytes { get; }

    private void WriteRegisters(StateWriter writer, WrittenState? before)
    {
        var registers = state.Registers;
        writer.Number(registers.Count);
        var common = before is null ? 0 : Math.Min(registers.Count, before.state.Registers.Count);
        for (var index = 0; index < registers.Count;)
        {
            var end = index;
            if (index < common && before!.places[index].Ticks == writer.LastTicks)
            {
                while (end < common && IsSame(registers.At(end), before.state.Registers.At(end)))
                {
                    end++;
                }
            }

            if (end > index)
            {
                Copy(writer, before!, index, end);
                index = end;
                continue;
            }

            places[index] = (writer.Position, writer.LastTicks);
            var (path, register) = registers.At(index++);
            StateCodec.WriteRegister(writer, path, register);
        }

        places[^1] = (writer.Position, writer.LastTicks);
    }

    private void Copy(StateWriter writer, WrittenState before, int from, int end)
    {
        var shift = writer.Position - before.places[from].At;
        for (var index = from; index < end; index++)
        {
            places[index] = (before.places[index].At + shift, before.places[index].Ticks);
        }

        writer.Copy(before.Bytes.AsSpan(before.places[from].At..before.places[end].At), before.places[end].Ticks);
    }

    private static bool IsSame(KeyValuePair<string, Register> now, KeyValuePair<string, Register> before) =>
        ReferenceEquals(now.Value, before.Value) && string.Equals(now.Key, before.Key, StringComparison.Ordinal);
}
