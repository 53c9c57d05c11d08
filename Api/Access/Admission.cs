namespace Counterpart.Api;

/// <summary>Bounds how many requests are worked on at a time: a request too many is refused at once, instead of all becoming slow.</summary>
internal sealed class Admission(int limit)
{
    private int inside;

    /// <summary>Who was let in must leave.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref inside) <= limit)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref inside);
}
