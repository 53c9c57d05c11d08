namespace Counterpart.Storage;

/// <summary>A journal record's integer key: firms one after the other, each in order of sequence.</summary>
internal static class JournalPlace
{
    private const int SequenceBits = 40;

    public const long Greatest = (1L << SequenceBits) - 1;

    public static long Of(long firm, long seq) => (firm << SequenceBits) | seq;

    /// <summary>Where reading after a sequence starts, whatever the caller names: never in another firm's records.</summary>
    public static long After(long firm, long seq) => Of(firm, Math.Clamp(seq, 0, Greatest));

    public static long Seq(long place) => place & Greatest;

    /// <summary>The firm's greatest place.</summary>
    public static long Last(long firm) => Of(firm, Greatest);
}
