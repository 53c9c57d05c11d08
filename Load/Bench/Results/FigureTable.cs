namespace Counterpart.Load;

/// <summary>Figures as lines of a table: for a terminal, or for a page.</summary>
internal static class FigureTable
{
    private static readonly string[] Head = ["figure", "median", "rounds", "wanted", "verdict"];

    public static IEnumerable<string> Plain(IEnumerable<Figure> figures)
    {
        string[][] rows = [Head, .. figures.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    public static IEnumerable<string> Markdown(IEnumerable<Figure> figures) =>
        [Line(Head), Line([.. Head.Select(_ => "---")]), .. figures.Select(figure => Line(Cells(figure, Noted(figure))))];

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.NotMeasured => "not measured",
        Verdict.GateMissed => "GATE MISSED",
        Verdict.GateKept => "gate kept",
        Verdict.GoalMissed => "goal missed",
        Verdict.GoalReached => "goal reached",
        _ => "",
    };

    private static string Noted(Figure figure) => figure.Note is { } note ? $"{figure.Name} ({note})" : figure.Name;

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string[] Cells(Figure figure) => Cells(figure, figure.Name);

    private static string[] Cells(Figure figure, string name) =>
    [
        name,
        figure.Value is { } value ? $"{Digits.Of(value)} {figure.Unit}".TrimEnd() : "",
        figure.Rounds.Count > 1 ? $"{figure.Rounds.Count}: {Digits.Of(figure.Rounds.Min())} to {Digits.Of(figure.Rounds.Max())}" : "",
        figure.Wanted?.ToString() ?? "",
        Word(figure.Verdict),
    ];
}
