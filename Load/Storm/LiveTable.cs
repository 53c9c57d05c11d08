using System.Globalization;
using Spectre.Console;

namespace Counterpart.Load.Storm;

/// <summary>The present figures in a terminal, in place of those before.</summary>
internal sealed class LiveTable : IDisposable
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task showing;
    private LiveDisplayContext? context;

    public LiveTable(IAnsiConsole console)
    {
        showing = console.Live(new Text("starting")).AutoClear(true).StartAsync(live =>
        {
            context = live;
            return done.Task;
        });
    }

    public void Show(Sample sample) => context?.UpdateTarget(Of(sample));

    public void Dispose()
    {
        done.TrySetResult();
        showing.Wait(TimeSpan.FromSeconds(1));
    }

    internal static Table Of(Sample sample)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{sample.At:0} s, {sample.Stage}"))) };
        table.AddColumns("", "a second", "p50 ms", "p99 ms", "p99.9 ms");
        Row("posts answered", "post.answered", "post");
        Row("reads answered", "read.answered", "read");
        Row("arrived in Wealthbox", "toPartner.answered", "toPartner");
        Row("arrived in ClientWorks", "toHub.answered", "toHub");
        Row("told to repeat (503)", "post.busy", null);
        Row("limited (429)", "post.limited", null);
        Row("cut off by a kill", "post.cut", null);
        Row("failed", "post.failed", null);
        table.Caption = new TableTitle(Markup.Escape(string.Create(
            CultureInfo.InvariantCulture,
            $"edits {Of("edits"):0}, not there yet {Of("queue.notThere"):0}, under way {Of("queue.generator"):0}, commit queue {Of("queue.commit"):0}, writes per edit {Of("pushes.writes"):0.00}")));
        return table;

        double Of(string name) => sample.Values.GetValueOrDefault(name);

        void Row(string title, string rate, string? times) => table.AddRow(
            title, Text(rate, "0"), times is null ? "" : Text($"{times}.p50", "0.0"), times is null ? "" : Text($"{times}.p99", "0.0"), times is null ? "" : Text($"{times}.p999", "0.0"));

        string Text(string name, string format) => sample.Values.TryGetValue(name, out var value) ? value.ToString(format, CultureInfo.InvariantCulture) : "";
    }
}
