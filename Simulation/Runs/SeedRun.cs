namespace Counterpart.Simulation;

/// <summary>Runs one seed from its start to its rest, or to the first law that does not hold.</summary>
internal static class SeedRun
{
    public static SeedResult Run(ulong seed, Cut? cut = null, Defect? defect = null, bool traced = false)
    {
        var world = new World(seed, cut ?? Cut.None, defect ?? Defect.None, traced);
        (int? Law, string? What) broken = default;
        try
        {
            world.Run();
        }
        catch (LawBroken fault)
        {
            broken = (fault.Law, fault.Message);
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or NullReferenceException or ArgumentException or IndexOutOfRangeException or InvalidCastException)
        {
            // The product's code, or ours, lost its footing: no law allows that.
            broken = (0, $"{fault.GetType().Name}: {fault.Message}\n{fault.StackTrace}");
        }

        return new SeedResult(seed, world.Editors.Edits, world.Faults.Struck, world.Digest.Value)
        {
            Law = broken.Law,
            Violation = broken.What,
            Coverage = world.Coverage,
            Commits = world.Laws.Commits,
            Unseen = world.Laws.Unseen,
            Conflicts = world.Laws.Conflicts,
            Brakes = world.Laws.Brakes,
            Lived = world.Now - Timeline.Start,
            Steps = world.Timeline.Happened,
            Trace = world.Trace,
        };
    }
}
