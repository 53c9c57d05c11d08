using System.Net.Http.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Freshness;

/// <summary>People who edit on both sides, and how long each edit takes to the other one.</summary>
internal sealed class OtherSide : IAsyncDisposable
{
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(5);

    private readonly Laboratory laboratory;
    private readonly People people;
    private readonly TimeProvider clock;

    private OtherSide(Laboratory laboratory, TimeProvider clock) =>
        (this.laboratory, this.clock, people) = (laboratory, clock, new People(laboratory, clock, seed: 1));

    /// <summary>Simulators that take no time, limits raised and no debounce.</summary>
    public static async Task<OtherSide> StartAsync(int links, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        var sides = new OtherSide(await Laboratory.StartAsync(new LaboratoryOptions { Pairs = links, Other = LabSettings.Unhindered }, cancel), clock);
        try
        {
            await sides.PrepareAsync(output, cancel);
            return sides;
        }
        catch
        {
            await sides.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first seconds compile.</summary>
    public Task WarmUpAsync(TimeSpan duration, int rate, CancellationToken cancel) => people.RunAsync(duration, rate, cancel);

    /// <param name="rate">Edits per second on each side.</param>
    public async Task<OtherSideRound> RunAsync(TimeSpan duration, int rate, CancellationToken cancel)
    {
        var (from, before) = (clock.GetUtcNow(), people.Edits.Count);
        await people.RunAsync(duration, rate, cancel);
        var (took, made) = (clock.GetUtcNow() - from, people.Edits.Count - before);
        await Task.Delay(OnItsWay, clock, cancel);
        var arrivals = await Arrivals.ReadAsync(laboratory, from, cancel);
        var (toPartner, neverThere) = arrivals.From("clientworks");
        var (toHub, neverHere) = arrivals.From("wealthbox");
        return new OtherSideRound(made / took.TotalSeconds / 2, toPartner, toHub, neverThere, neverHere);
    }

    public ValueTask DisposeAsync() => laboratory.DisposeAsync();

    private async Task PrepareAsync(TextWriter output, CancellationToken cancel)
    {
        using var hub = await laboratory.Outside.PutAsJsonAsync(new Uri(laboratory.ClientWorks, "/_control/settings"), new { postDelayMs = 0 }, cancel);
        hub.EnsureSuccessStatusCode();
        await laboratory.LinkAllAsync(cancel);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
    }
}

/// <param name="MadePerSecond">Edits on each side.</param>
/// <param name="ToPartner">Shortest first.</param>
/// <param name="NeverThere">Edits at the hub that were overtaken, or lost by a rule.</param>
internal sealed record OtherSideRound(double MadePerSecond, IReadOnlyList<TimeSpan> ToPartner, IReadOnlyList<TimeSpan> ToHub, int NeverThere, int NeverHere);
