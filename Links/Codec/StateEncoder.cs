namespace Counterpart.Links;

/// <summary>
/// Encodes the states that one link has one after the other, as <see cref="StateCodec.Write(LinkState)"/> does, to the byte. From the second on,
/// what stands as it stood is taken over from the bytes of the one before. May be used by several threads: who finds it in use encodes afresh.
/// </summary>
public sealed class StateEncoder
{
    private WrittenState? last;
    private bool used;

    public byte[] Write(LinkState state)
    {
        // Most links that are edited once are not edited again soon: for those nothing is kept.
        if (!used)
        {
            used = true;
            return StateCodec.Write(state);
        }

        var before = Interlocked.Exchange(ref last, null);
        var written = new WrittenState(state, before);
        last = written;
        return written.Bytes;
    }
}
