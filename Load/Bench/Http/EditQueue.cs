using System.Collections.Concurrent;

namespace Counterpart.Load;

/// <summary>
/// Gives out edits so that no two of one client are under way at once: a hub's post of a later revision makes an earlier one, which comes
/// after it, no edit at all.
/// </summary>
internal sealed class EditQueue
{
    private readonly ConcurrentQueue<HttpEdit> free = new();
    private readonly long[] answered;

    /// <param name="first">Higher than any revision that the hub has.</param>
    public EditQueue(int pairs, long first = 1_000_000)
    {
        answered = new long[pairs];
        for (var pair = 0; pair < pairs; pair++)
        {
            free.Enqueue(new HttpEdit(pair, first));
        }
    }

    /// <summary>The next edit; false when all clients have one under way.</summary>
    public bool TryTake(out HttpEdit edit) => free.TryDequeue(out edit);

    /// <param name="good">Whether it was answered as durable.</param>
    public void Return(HttpEdit edit, bool good)
    {
        if (good)
        {
            answered[edit.Pair] = edit.Revision;
        }

        free.Enqueue(edit with { Revision = edit.Revision + 1 });
    }

    /// <summary>What each client's last answered edit was; nothing for those that had none.</summary>
    public IEnumerable<HttpEdit> Answered => answered.Index().Where(last => last.Item > 0).Select(last => new HttpEdit(last.Index, last.Item));
}
