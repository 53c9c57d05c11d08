using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Stands still when a pass would blank values of too many links, until a person decides.</summary>
internal sealed partial class Channel
{
    private readonly BrakeTally tally = new();
    private bool isBraking;

    private IEnumerator<Wait> Settle(List<BlankingRead> aside, BrakeResult result)
    {
        while (isBraking && !Lost.IsSet)
        {
            yield return TimeSpan.FromSeconds(1);
        }

        isBraking = true;
        var blanked = aside.ConvertAll(read => read.Link);
        var links = tally.Count(blanked, Now);
        var all = aside.Count == 0 ? 0 : world.Store.Links.Count(link => link.Firm == vendor.Firm && link.State.Phase == Phase.Linked);
        if (aside.Count > 0 && Brake.Stops(links, all) && world.Defect.Brakes)
        {
            Brake = new Brake(Brake?.At ?? Now, links, all, aside[0].Link.Client);
            world.Laws.Braked(vendor);
            yield return Wait.For(Save());
            while (world.BrakeAnswers.GetValueOrDefault((vendor.Firm, Side)) is not { } answer || answer.At <= Brake.At)
            {
                yield return TimeSpan.FromSeconds(1);
                if (Lost.IsSet)
                {
                    yield break;
                }
            }

            tally.Forget();
            if (!world.BrakeAnswers[(vendor.Firm, Side)].Accept)
            {
                isBraking = false;
                yield break;
            }
        }
        else
        {
            tally.Take(blanked, Now);
        }

        foreach (var read in aside)
        {
            yield return Wait.For(Take(read.Record, read.Link, read.StartedAt, read.EndedAt, read.UnchangedSince, single: false));
        }

        if (Brake is not null)
        {
            Brake = null;
            yield return Wait.For(Save());
        }

        result.Taken = true;
        isBraking = false;
    }

    private sealed class BrakeResult
    {
        public bool Taken { get; set; }
    }
}
