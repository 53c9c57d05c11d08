namespace Counterpart.Load.Lab;

/// <summary>What a laboratory is like, where it is not the quickest one.</summary>
/// <param name="Limits">What the partner's simulator is told of its limits.</param>
/// <param name="Product">Settings of the product, as arguments.</param>
internal sealed record LabSettings(object Limits, IReadOnlyList<string> Product)
{
    /// <summary>Limits raised and no debounce: what is left is ours alone.</summary>
    public static LabSettings Unhindered { get; } = new(
        new { calls = (int?)null, windowSeconds = 300 },
        [
            "--Counterpart:Debounce", "00:00:00",
            "--Counterpart:Systems:wealthbox:BudgetCalls", "100000000",
            "--Counterpart:Systems:wealthbox:ReadLag", "00:00:00",
            "--Counterpart:Systems:wealthbox:PollEvery", "00:00:05",
            "--Counterpart:Systems:wealthbox:PeekEvery", "00:00:00.020",
            "--Counterpart:Systems:wealthbox:PeekRecords", "100",
            "--Counterpart:Systems:wealthbox:Concurrency", "32",
            "--Counterpart:Systems:clientworks:Concurrency", "32",
        ]);

    /// <summary>Quick to give up.</summary>
    /// <param name="calls">The partner's limit in <paramref name="window"/>; null: none.</param>
    public static LabSettings Quick(int? calls, TimeSpan window) => new(
        new { calls, windowSeconds = (int)window.TotalSeconds },
        [
            "--Counterpart:Debounce", "00:00:00.050",
            "--Counterpart:Lease", "00:00:03",
            "--Counterpart:Systems:wealthbox:PollEvery", "00:00:00.250",
            "--Counterpart:Systems:wealthbox:BudgetCalls", $"{calls ?? 100_000_000}",
            "--Counterpart:Systems:wealthbox:BudgetWindow", $"{window:c}",
            "--Counterpart:Systems:wealthbox:ReadLag", "00:00:00",
            "--Counterpart:Systems:wealthbox:AttemptTime", "00:00:03",
            "--Counterpart:Systems:wealthbox:WriteLatency", "00:00:01",
            "--Counterpart:Systems:wealthbox:Concurrency", "16",
            "--Counterpart:Systems:clientworks:PollEvery", "00:00:00.250",
            "--Counterpart:Systems:clientworks:AttemptTime", "00:00:03",
            "--Counterpart:Systems:clientworks:WriteLatency", "00:00:01",
            "--Counterpart:Systems:clientworks:Concurrency", "16",
        ]);
}
