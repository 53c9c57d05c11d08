namespace Counterpart.Links;

/// <summary>Why a channel stands still until a person decides: what was read would blank values of too many links.</summary>
/// <param name="Links">How many links would have values blanked or deleted.</param>
/// <param name="Of">How many links there are at least.</param>
/// <param name="Example">One of them.</param>
public sealed record Brake(DateTimeOffset At, int Links, int Of, string Example)
{
    private const double Share = 0.05;

    /// <summary>Fewer are never too many.</summary>
    public const int Fewest = 5;

    /// <summary>How many links there have to be for so many blanked ones to be no cause to stop.</summary>
    public static int EnoughLinks(int blanked) => (int)Math.Ceiling(blanked / Share);

    /// <param name="links">How many links there are; counting may have stopped at <see cref="EnoughLinks"/>.</param>
    public static bool Stops(int blanked, int links) => blanked >= Fewest && blanked > links * Share;
}

/// <summary>A person's decision about a channel that stands still.</summary>
/// <param name="Accept">What was read is meant so. False: it is read again, and stands still again if it still shows the same.</param>
public sealed record BrakeAnswer(DateTimeOffset At, bool Accept);
