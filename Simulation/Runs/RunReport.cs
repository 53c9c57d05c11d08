namespace Counterpart.Simulation;

/// <summary>Sums up many seeds.</summary>
internal sealed class RunReport
{
    private const int ProgressEvery = 200;

    private readonly CoverageMap coverage = new();
    private readonly Digest digest = new();
    private long seeds;
    private long edits;
    private long faults;
    private long commits;
    private long unseen;
    private long conflicts;
    private long brakes;
    private long steps;
    private TimeSpan lived;

    public long Violations { get; private set; }

    public CoverageMap Coverage => coverage;

    public void Add(SeedResult result)
    {
        seeds++;
        edits += result.Edits;
        faults += result.Faults;
        commits += result.Commits;
        unseen += result.Unseen;
        conflicts += result.Conflicts;
        brakes += result.Brakes;
        steps += result.Steps;
        lived += result.Lived;
        Violations += result.Violation is null ? 0 : 1;
        coverage.Add(result.Coverage);
        digest.Add(string.Empty, (long)result.Digest, (long)result.Seed, result.Edits, result.Steps);
    }

    /// <summary>Now and then, that a long run is seen to go on.</summary>
    public void WriteProgress(TextWriter output, TimeSpan took)
    {
        if (seeds % ProgressEvery == 0)
        {
            output.WriteLine($"{seeds} seeds, {edits} edits, {Violations} violations, {took.TotalSeconds:0} s, {Rate(took):0} edits/s, {Environment.WorkingSet >> 20} MB");
        }
    }

    public void Write(TextWriter output, TimeSpan took)
    {
        CoverageReport.Write(output, coverage);
        output.WriteLine($"records {commits} conflicts {conflicts} overwritten unseen {unseen} brakes {brakes} steps {steps} simulated days {lived.TotalDays:0.0}");
        output.WriteLine($"digest {digest.Value:x16}");
        output.WriteLine($"took {took.TotalSeconds:0} s, {Rate(took):0} edits/s");
        output.WriteLine($"seeds {seeds} edits {edits} faults {faults} violations {Violations}");
    }

    private double Rate(TimeSpan took) => edits / Math.Max(took.TotalSeconds, 0.001);
}
