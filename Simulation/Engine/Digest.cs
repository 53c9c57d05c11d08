namespace Counterpart.Simulation;

/// <summary>One number for all that happened in a run: two runs that differ anywhere differ here. FNV-1a.</summary>
internal sealed class Digest
{
    private ulong hash = 14695981039346656037;

    public ulong Value => hash;

    public void Add(string name, long one, long two, long three, long four)
    {
        foreach (var c in name)
        {
            Mix(c);
        }

        Mix((ulong)one);
        Mix((ulong)two);
        Mix((ulong)three);
        Mix((ulong)four);
    }

    private void Mix(ulong part) => hash = (hash ^ part) * 1099511628211;
}
