using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Load.Scale;

/// <summary>Concurrent callers, each of whom edits the next link of a walk over all of them: none is in memory.</summary>
/// <param name="from">The step that the walk goes on from.</param>
/// <param name="revision">The hub's revision of every post: higher than any before.</param>
internal sealed class ColdEditors(ILinkHost host, Walk walk, long from, int callers, long revision, TimeProvider clock)
{
    private static readonly CommandContext Context = new("system:clientworks");
    private long steps = from;
    private long edits;
    private volatile bool stopped;

    /// <summary>The walk's next step.</summary>
    public long Next => steps;

    /// <summary>Edits for so long; gives how many edits were answered as durable.</summary>
    public async Task<long> EditAsync(TimeSpan duration, CancellationToken cancel)
    {
        (stopped, edits) = (false, 0);
        var running = Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(cancel), cancel)).ToArray();
        await Task.Delay(duration, clock, cancel);
        stopped = true;
        await Task.WhenAll(running);
        return edits;
    }

    private async Task CallAsync(CancellationToken cancel)
    {
        var durable = 0L;
        while (!stopped)
        {
            var link = SampleLinks.Key(ManyLinks.Client(walk.At(Interlocked.Increment(ref steps) - 1)));
            var answer = await host.AskAsync(link, Editors.Post(revision, $"Okafor-{revision}", clock.GetUtcNow()), Context, cancel);
            durable += answer is { Reply: LinkReply.Observed { Changed: 1 }, Seq: not null }
                ? 1
                : throw new InvalidOperationException($"An edit of {link} was answered with {answer.Reply}.");
        }

        Interlocked.Add(ref edits, durable);
    }
}
