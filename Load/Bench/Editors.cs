using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>Concurrent callers: each posts one change of the hub after the other, and waits until it is durable.</summary>
/// <param name="first">The hub's revision that the first posts come after: higher than any that was posted before.</param>
/// <param name="last">Notes what is answered.</param>
internal sealed class Editors(ILinkHost host, LinkKey[] links, int callers, TimeProvider clock, long first = 1, LastAnswers? last = null)
{
    private const int LoadsAtOnce = 64;
    private static readonly CommandContext Context = new("system:clientworks");
    private readonly long[] revisions = [.. Enumerable.Repeat(first, links.Length)];
    private int runs;
    private long edits;
    private volatile bool stopped;

    /// <summary>Every link is loaded, by posts that are too old to be believed: two, for a host keeps what is used again.</summary>
    public async Task LoadAllAsync(CancellationToken cancel)
    {
        for (var time = 0; time < 2; time++)
        {
            await Parallel.ForEachAsync(links, new ParallelOptions { MaxDegreeOfParallelism = LoadsAtOnce, CancellationToken = cancel }, async (link, stop) =>
                await host.AskAsync(link, Post(0, "Early", clock.GetUtcNow()), Context, stop));
        }
    }

    /// <summary>Edits for so long; gives how many edits were answered as durable.</summary>
    public async Task<long> EditAsync(TimeSpan duration, CancellationToken cancel)
    {
        stopped = false;
        edits = 0;
        runs++;
        var running = Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, cancel), cancel)).ToArray();
        await Task.Delay(duration, clock, cancel);
        stopped = true;
        await Task.WhenAll(running);
        return edits;
    }

    private async Task CallAsync(int caller, CancellationToken cancel)
    {
        var random = new Random(caller);
        var durable = 0L;
        for (var number = 1; !stopped; number++)
        {
            var place = random.Next(links.Length);
            var revision = Interlocked.Increment(ref revisions[place]);
            var name = $"Okafor-{first}-{runs}-{caller}-{number}";
            var answer = await host.AskAsync(links[place], Post(revision, name, clock.GetUtcNow()), Context, cancel);

            // A post that another one overtook is not believed, and no edit.
            if (answer is { Reply: LinkReply.Observed { Changed: 1 }, Seq: not null })
            {
                durable++;
                last?.Note(place, answer.Revision, name);
            }
        }

        Interlocked.Add(ref edits, durable);
    }

    /// <summary>A hub's post of one changed field.</summary>
    public static LinkCommand.Observe Post(long revision, string lastName, DateTimeOffset now)
    {
        var content = new RecordContent
        {
            Scalars = ImmutableDictionary<string, FieldValue>.Empty.Add(FieldPaths.LastName, FieldValue.Of(lastName)),
        };
        return new LinkCommand.Observe(
            new RecordRead { Side = Side.Hub, Content = content, StartedAt = now, EndedAt = now, Revision = revision, Whole = false }) { At = now };
    }
}
