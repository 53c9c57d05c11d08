namespace Counterpart.Simulation;

/// <summary>A law of the design that did not hold.</summary>
internal sealed class LawBroken(int law, string what) : Exception($"law {law}: {what}")
{
    public int Law => law;

    public static void Require(int law, bool holds, string what)
    {
        if (!holds)
        {
            throw new LawBroken(law, what);
        }
    }
}
