using System.Globalization;
using Spectre.Console;

namespace Counterpart.Load.Storm;

/// <summary>Tells how a run goes: a table that changes in a terminal, a line every few seconds elsewhere.</summary>
internal sealed class Screen(TextWriter output, bool isTerminal)
{
    private const double LinesEvery = 5;
    private readonly Lock gate = new();
    private double lastLine = double.NegativeInfinity;
    private LiveTable? table;

    /// <summary>Takes whole lines.</summary>
    public TextWriter Lines => output;

    public void Say(string line)
    {
        lock (gate)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Until it is disposed of, what is measured is shown.</summary>
    public IDisposable? Begin()
    {
        table = isTerminal ? new LiveTable(AnsiConsole.Console) : null;
        return table;
    }

    public void Show(Sample sample)
    {
        if (table is not null)
        {
            table.Show(sample);
        }
        else if (sample.At - lastLine >= LinesEvery)
        {
            lastLine = sample.At;
            Say(Line(sample));
        }
    }

    internal static string Line(Sample sample)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.At,6:0} s {sample.Stage}: answered {Of("post.answered"):0}/s of {Of("post.sent"):0} p50 {Of("post.p50"):0.0} p99 {Of("post.p99"):0.0} ms, there p99 {Of("toPartner.p99"):0} and {Of("toHub.p99"):0} ms, not there {Of("queue.notThere"):0}, busy {Of("post.busy"):0}/s cut {Of("post.cut"):0}/s failed {Of("post.failed"):0}/s, writes per edit {Of("pushes.writes"):0.00}{(Of("channels.braked") > 0 ? ", a channel is BRAKED" : "")}");

        double Of(string name) => sample.Values.GetValueOrDefault(name);
    }
}
