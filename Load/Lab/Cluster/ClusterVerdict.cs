using Counterpart.Load.Lab.Nodes;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>What a run of a cluster showed.</summary>
/// <param name="End">The last event's id by the journal.</param>
internal sealed record ClusterVerdict(
    ClusterPlan Plan,
    AnswerLog Answers,
    People People,
    Account Account,
    StoreCheck Store,
    ClaimRaces Races,
    Listener Listener,
    Havoc Havoc,
    LinkProbes Probes,
    string End)
{
    public bool Holds => Account.Holds
        && Store is { HeldTwice: 0, WithoutClaim: 0, Sparse: 0 }
        && Races.Violations.IsEmpty
        && Races.Won > 0
        && Listener is { Gaps: 0, Resets: 0, Events: > 0 }
        && Listener.LastId == End
        && Answers.Failures == 0
        && Probes.Silent == 0
        && Havoc.Stuck == 0;

    public async Task PrintAsync(TextWriter output)
    {
        foreach (var violation in Races.Violations)
        {
            await output.WriteLineAsync($"VIOLATION {violation}");
        }

        foreach (var told in Answers.Cases)
        {
            await output.WriteLineAsync($"FAILED {told}");
        }

        await output.WriteLineAsync($"posts answered {People.Answered.Count} lost {Account.AnsweredAndLost}");
        await output.WriteLineAsync($"channels changed their silo {Store.Moves} times; silos that ended by themselves {Havoc.Fallen}, that did not stop in time {Havoc.Stuck}");
        await output.WriteLineAsync(
            $"claims raced for and won {Races.Won}, held twice {Store.HeldTwice}, links without their claim {Store.WithoutClaim}, otherwise than answered {Races.Violations.Count}");
        await output.WriteLineAsync($"journal records {Store.Records}, missing sequences {Store.Sparse}");
        await output.WriteLineAsync(
            $"events heard {Listener.Events} over {Listener.Connections} connections, gaps {Listener.Gaps}, resets {Listener.Resets}, ends at {Listener.LastId} of {End}");
        await output.WriteLineAsync(
            $"requests answered {Answers.Answers}, of them told to repeat {Answers.ToldToRepeat}; failed without being told so {Answers.Failures}");
        var what = Plan.Rolling ? "rolling restart" : $"kills {Plan.Kills}";
        await output.WriteLineAsync(Holds
            ? $"cluster {what} edits {Account.Edits} answered {People.Answered.Count} lost 0 claims-twice 0 event-gaps 0 failed 0"
            : $"cluster {what} BROKEN");
    }
}
