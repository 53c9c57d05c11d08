using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Nodes;

namespace Counterpart.Load.Storm;

/// <summary>Everybody who does something in a storm.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly TimeProvider clock;
    private readonly StormOptions options;
    private readonly EditMix mix;
    private readonly CancellationTokenSource leaving = new();
    private readonly CancellationTokenSource deaf = new();
    private readonly List<Task> working = [];
    private Task listening = Task.CompletedTask;

    public Crowd(StormTarget target, People people, Rates rates, StormOptions options, Disturbances disturbances, TimeProvider clock)
    {
        (this.clock, this.options) = (clock, options);
        Rates = rates;
        var calls = new Calls(target.Http, disturbances, clock);
        var chooser = new ZipfChooser(options.Links, options.Skew, options.Seed);
        mix = new EditMix(chooser, EditedField.All.Count, options.Conflicts, options.Bursts, options.Burst, options.Seed + 1);
        Editors = new Editors(target.Laboratory, people, calls, options, disturbances, clock);
        Readers = new Readers(target.Laboratory, chooser, calls, options.Seed + 2);
        Races = new ClaimRaces(target.Laboratory, options.Links, options.Racers, clock);
        Bulk = new BulkChurn(target.Laboratory, options.Links + (options.Racers * 2), 50, calls, options.BulkEvery, clock);
        Listeners = [.. Enumerable.Range(0, options.Listeners).Select(number => new Listener(target.Laboratory, clock, number))];
        Acts = new OpenLoop(clock, options.AtOnce, disturbances.StoodStill);
        Looks = new OpenLoop(clock, options.AtOnce);
    }

    public Rates Rates { get; }

    public Editors Editors { get; }

    public Readers Readers { get; }

    public ClaimRaces Races { get; }

    public BulkChurn Bulk { get; }

    public IReadOnlyList<Listener> Listeners { get; }

    public OpenLoop Acts { get; }

    public OpenLoop Looks { get; }

    /// <summary>Edits that were due, begun or left out.</summary>
    public double Due => Editors.Begun + (Acts.LeftOut * mix.EditsPerAct);

    /// <summary>Posts that were due, sent or not.</summary>
    public double PostsDue => (Editors.BegunAtHub + (Acts.LeftOut * mix.EditsPerAct / 2)) * (1 + options.Twice);

    public long Failed => Editors.Posts.All()[AnswerKind.Failed] + Editors.Edits.All()[AnswerKind.Failed] + Readers.Reads.All()[AnswerKind.Failed] + Bulk.Requests.All()[AnswerKind.Failed];

    public IEnumerable<string> Cases => [.. Editors.Posts.Cases, .. Editors.Edits.Cases, .. Readers.Reads.Cases, .. Bulk.Requests.Cases];

    public void Begin(CancellationToken cancel)
    {
        listening = Task.WhenAll(Listeners.Select(listener => listener.RunAsync(deaf.Token)));
        working.Add(Acts.RunAsync(new Schedule(options.Seed + 3), () => 2 * Rates.PerSide / mix.EditsPerAct, late => Editors.ActAsync(mix.Next(), late, cancel), leaving.Token));
        working.Add(Looks.RunAsync(new Schedule(options.Seed + 4), () => Rates.PerSide > 0 ? options.Reads : 0, late => Readers.ReadAsync(late, cancel), leaving.Token));
        if (options.Racers > 0)
        {
            working.Add(Races.RunAsync(TimeSpan.FromDays(30), leaving.Token));
        }

        if (options.BulkEvery > TimeSpan.Zero)
        {
            working.Add(Bulk.RunAsync(leaving.Token));
        }
    }

    /// <summary>Nothing new begins, and what was begun comes to its end.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        await leaving.CancelAsync();
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (working.Find(task => task.IsFaulted)?.Exception is { } fault)
        {
            throw fault;
        }

        await Acts.EndAsync(cancel);
        await Looks.EndAsync(cancel);
    }

    /// <summary>The listeners go when they have heard everything, or nothing for half a minute.</summary>
    /// <returns>How many have not.</returns>
    public async Task<int> EndListeningAsync(CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        var deafOnes = 0;
        foreach (var listener in Listeners)
        {
            var last = await listener.EndAsync(cancel);
            while (listener.LastId != last && clock.GetUtcNow() < end)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancel);
                last = await listener.EndAsync(cancel);
            }

            deafOnes += listener.LastId == last ? 0 : 1;
        }

        await deaf.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return deafOnes;
    }

    public void Dispose()
    {
        leaving.Dispose();
        deaf.Dispose();
        Editors.Dispose();
    }
}
