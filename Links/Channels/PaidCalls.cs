namespace Counterpart.Links;

/// <summary>
/// Calls taken ahead for what is about to be done. They count in the bucket in which they were taken, so they have to be made
/// before it is over: later, the window that holds them is another one.
/// </summary>
/// <param name="takenAt">Not after the time at which they were taken.</param>
public sealed class PaidCalls(int calls, DateTimeOffset takenAt)
{
    private int left = calls;

    /// <summary>Uses one; false when none is left, or its time is over.</summary>
    public bool TryUse(DateTimeOffset now)
    {
        if (Unused(now) == 0)
        {
            return false;
        }

        left--;
        return true;
    }

    /// <summary>How many can be given back.</summary>
    public int Unused(DateTimeOffset now) => CallBudget.ReservedUntil(takenAt) > now ? left : 0;
}
