namespace Counterpart.Load.Cluster;

/// <summary>The parts of a round.</summary>
internal static class PartNames
{
    public const string Edits = "edits";
    public const string Stock = "stock";
    public const string StockTuned = "stock-tuned";
    public const string Pgbench = "pgbench";
    public const string Reads = "reads";
    public const string EmptyCalls = "empty";
    public const string EditsWithDashboard = "edits-dash";
    public const string EmptyCallsWithDashboard = "empty-dash";

    public static string[] All => [Stock, Edits, StockTuned, Pgbench, EmptyCalls, Reads, EditsWithDashboard, EmptyCallsWithDashboard];
}
