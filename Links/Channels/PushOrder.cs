using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Which links are pushed first when not all can be at once.</summary>
public static class PushOrder
{
    /// <summary>
    /// Those that a person looks at; then in turn what was edited last, whose author is still waiting, and what has waited
    /// longest, so that nothing waits for ever.
    /// </summary>
    /// <param name="due">Longest due first.</param>
    public static IEnumerable<T> Of<T>(IReadOnlyList<T> due, Func<T, bool> isHot)
    {
        var rest = new List<T>(due.Count);
        foreach (var entry in due)
        {
            if (isHot(entry))
            {
                yield return entry;
            }
            else
            {
                rest.Add(entry);
            }
        }

        for (var (first, last) = (0, rest.Count - 1); first <= last;)
        {
            yield return rest[last--];
            if (first <= last)
            {
                yield return rest[first++];
            }
        }
    }
}
