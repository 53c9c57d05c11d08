using Counterpart.Load;

namespace Counterpart.Tests.Bench;

public sealed class ReportPageTests
{
    private const string Page = "# Figures\n\n<!-- bench http -->\nold\n<!-- end -->\n\nWhat it means.\n\n<!-- bench other -->\nkept\n<!-- end -->\n";

    private static readonly BenchResult Http = Some.Result(
        "http", Figure.Ratio("http", [0.4, 0.3, 0.35], Wanted.AtLeast(0.3, goal: 0.5)), Figure.Once("recovered", "s", 4, note: "by the second"));

    [Fact]
    public void Fill_PutsTheTableBetweenItsMarks_AndLeavesTheRest()
    {
        var filled = ReportPage.Fill(Page, [Http]);

        Assert.DoesNotContain("old", filled, StringComparison.Ordinal);
        Assert.Contains("\n| ratio http | 0.35 | 3: 0.3 to 0.4 | ≥ 0.3, goal ≥ 0.5 | gate kept |\n", filled, StringComparison.Ordinal);
        Assert.Contains("\n| recovered (by the second) | 4 s |  |  |  |\n", filled, StringComparison.Ordinal);
        Assert.Contains("\n2026-03-09, commit 0123456789ab, 61 s: rounds 3, seconds 1.5. A processor, 2 cores, ", filled, StringComparison.Ordinal);
        Assert.EndsWith("<!-- end -->\n\nWhat it means.\n\n<!-- bench other -->\nkept\n<!-- end -->\n", filled, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_Twice_ChangesNothing() => Assert.Equal(ReportPage.Fill(Page, [Http]), ReportPage.Fill(ReportPage.Fill(Page, [Http]), [Http]));

    [Fact]
    public void Fill_WithoutAnEnd_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => ReportPage.Fill("<!-- bench http -->\nold\nand all that follows\n", [Http]));

    [Fact]
    public void Plain_IsInColumns()
    {
        string[] lines = [.. FigureTable.Plain(Http.Figures)];

        Assert.Equal(lines[0].IndexOf("median", StringComparison.Ordinal), lines[1].IndexOf("0.35", StringComparison.Ordinal));
        Assert.EndsWith("gate kept", lines[1], StringComparison.Ordinal);
    }
}
