using System.Globalization;
using System.Net;
using System.Text;

namespace Counterpart.Load.Storm;

/// <summary>A storm on one page that needs nothing beside it.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--back:#fff;--card:#fafafa;--ink:#1c2330;--soft:#667085;--line:#e4e7ec;--good:#0a7f4f;--bad:#c0272d;
        --c0:#2563eb;--c1:#d97706;--c2:#059669;--c3:#9333ea;--c4:#dc2626;--c5:#0891b2;--c6:#65a30d;--c7:#db2777}
        @media(prefers-color-scheme:dark){:root{--back:#11151c;--card:#171c25;--ink:#e6e9ef;--soft:#98a2b3;--line:#2a313d;--good:#34d399;--bad:#f87171;
        --c0:#60a5fa;--c1:#fbbf24;--c2:#34d399;--c3:#c084fc;--c4:#f87171;--c5:#22d3ee;--c6:#a3e635;--c7:#f472b6}}
        *{box-sizing:border-box}body{margin:0 auto;padding:28px 20px 60px;max-width:1180px;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:0 0 2px}p{margin:0 0 8px}.soft{color:var(--soft);font-size:13px}
        .verdict{font-weight:600;padding:2px 10px;border-radius:12px;font-size:14px;vertical-align:3px;margin-left:10px;border:1px solid}
        .ok{color:var(--good)}.bad{color:var(--bad)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:10px;margin:18px 0}
        .tile,figure,.box{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px}
        .tile b{display:block;white-space:nowrap;font-size:20px;font-weight:600;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:12.5px}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(480px,1fr));gap:14px}figure{margin:0}
        svg{width:100%;height:auto;display:block}.grid{stroke:var(--line)}.axis{stroke:var(--soft)}
        .tick,.label{fill:var(--soft);font:11px system-ui,sans-serif}.curve{fill:none;stroke-width:1.6;stroke-linejoin:round}
        .stage{stroke:var(--soft);stroke-dasharray:2 4;opacity:.6}.fault{stroke:var(--bad);stroke-dasharray:4 3;opacity:.55}
        .c0{stroke:var(--c0)}.c1{stroke:var(--c1)}.c2{stroke:var(--c2)}.c3{stroke:var(--c3)}.c4{stroke:var(--c4)}.c5{stroke:var(--c5)}.c6{stroke:var(--c6)}.c7{stroke:var(--c7)}
        .legend{display:flex;flex-wrap:wrap;gap:2px 14px;font-size:12.5px;margin:4px 0 0}.legend svg{width:18px;height:8px;display:inline-block;margin-right:5px;vertical-align:1px}
        table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums;width:100%}td,th{padding:3px 8px 3px 0;white-space:nowrap;text-align:right;border-bottom:1px solid var(--line)}
        td:first-child,th:first-child{text-align:left}th{color:var(--soft);font-weight:500}.tables{display:grid;grid-template-columns:repeat(auto-fit,minmax(480px,1fr));gap:14px;margin:0 0 14px}
        .box{overflow-x:auto;min-width:0}pre{white-space:pre-wrap;font:12.5px/1.45 ui-monospace,monospace;margin:0}
        """;

    public static string Of(StormReport report)
    {
        var verdict = report.Verdict;
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Storm</title><style>")
            .Append(Style).Append("</style></head><body>")
            .Append(Text($"<h1>Storm<span class=\"verdict {(verdict.Holds ? "ok" : "bad")}\">{(verdict.Holds ? "ok" : "BROKEN")}</span></h1>"))
            .Append(Text($"<p class=\"soft\">{Html(report.What)}<br>{Html(Machine.Describe())}</p>"));
        Tiles(page, report);
        page.Append("<div class=\"tables\">");
        Fates(page, verdict);
        Answers(page, report);
        Steps(page, verdict);
        Growing(page, verdict);
        page.Append("</div><div class=\"plots\">");
        foreach (var plot in Plots.Of(report))
        {
            page.Append(Text($"<figure><h2>{Html(plot.Title)}</h2>")).Append(SvgPlot.Of(plot, report.Timeline.Marks)).Append("<div class=\"legend\">");
            foreach (var (index, curve) in plot.Curves.Index())
            {
                page.Append(Text($"<span><svg viewBox=\"0 0 18 8\"><path class=\"curve c{index % 8}\" d=\"M0 4H18\"/></svg>{Html(curve.Title)}</span>"));
            }

            page.Append(Text($"</div><p class=\"soft\">{Html(plot.Means)}</p></figure>"));
        }

        return page.Append(Text($"</div><h2 style=\"margin-top:18px\">In words</h2><div class=\"box\"><pre>{Html(string.Join('\n', report.Notes()))}\n{Html(verdict.Line)}</pre></div></body></html>")).ToString();
    }

    private static void Tiles(StringBuilder page, StormReport report)
    {
        var verdict = report.Verdict;
        page.Append("<div class=\"tiles\">");
        Tile(Text($"{verdict.Account.Edits}"), "edits, each under one fate");
        Tile(Text($"{verdict.Answered}"), "answered as durable");
        Tile(Text($"{verdict.Lost}"), "lost");
        Tile(Text($"{verdict.EventGaps}"), "events missed");
        Tile(Text($"{verdict.Failed}"), "calls failed");
        Tile(Text($"{verdict.Peak:0}/s"), verdict.Saturation is null ? "posts answered" : "posts answered at the peak");
        Tile(verdict.Steady is { } steady ? $"{Milliseconds(steady.P50)} / {Milliseconds(steady.P99)} / {Milliseconds(steady.P999)}" : "none", verdict.Saturation is null ? "ms p50 / p99 / p99.9" : "ms p50 / p99 / p99.9 at half of it");
        Tile(Text($"{report.Tail.Staleness.ToPartner.All().P99.TotalMilliseconds:0} / {report.Tail.Staleness.ToHub.All().P99.TotalMilliseconds:0}"), "ms p99 to Wealthbox / ClientWorks");
        page.Append("</div>");

        void Tile(string value, string title) => page.Append(Text($"<div class=\"tile\"><b>{Html(value)}</b><span>{Html(title)}</span></div>"));
    }

    private static void Fates(StringBuilder page, StormVerdict verdict) => Table(
        page, "What became of the edits", ["fate", "edits"], verdict.Account.Fates.Select(fate => new[] { fate.Key, Text($"{fate.Value}") }));

    private static void Answers(StringBuilder page, StormReport report) => Table(
        page,
        "Answers",
        ["", "answered", "503", "429", "cut", "failed", "p50 ms", "p99 ms", "p99.9 ms"],
        new[]
        {
            ("posts", report.Crowd.Editors.Posts.All()),
            ("reads", report.Crowd.Readers.Reads.All()),
            ("bulk requests", report.Crowd.Bulk.Requests.All()),
            ("arrived in Wealthbox", report.Tail.Staleness.ToPartner.All()),
            ("arrived in ClientWorks", report.Tail.Staleness.ToHub.All()),
        }.Select(row => new[]
        {
            row.Item1,
            Text($"{row.Item2[AnswerKind.Answered]}"),
            Text($"{row.Item2[AnswerKind.Busy]}"),
            Text($"{row.Item2[AnswerKind.Limited]}"),
            Text($"{row.Item2[AnswerKind.Cut]}"),
            Text($"{row.Item2[AnswerKind.Failed]}"),
            row.Item2.Timed == 0 ? "" : Milliseconds(row.Item2.P50),
            row.Item2.Timed == 0 ? "" : Milliseconds(row.Item2.P99),
            row.Item2.Timed == 0 ? "" : Milliseconds(row.Item2.P999),
        }));

    private static void Steps(StringBuilder page, StormVerdict verdict)
    {
        if (verdict.Saturation is { } saturation)
        {
            Table(
                page,
                saturation.RecoveredAfter is { } after ? Text($"Rates; recovered {after.TotalSeconds:0.0} s after the overload") : "Rates",
                ["", "due /s", "sent /s", "answered /s", "refused", "p50 ms", "p99 ms", "p99.9 ms", "limit"],
                saturation.Steps.Append(saturation.Half).Append(saturation.Twice).OfType<StageResult>().Select(step => new[]
                {
                    step.Name, Text($"{step.Due:0}"), Text($"{step.Sent:0}"), Text($"{step.Answered:0}"), Text($"{step.Refused:P1}"),
                    Milliseconds(step.P50), Milliseconds(step.P99), Milliseconds(step.P999), step.Limit,
                }));
        }
    }

    private static void Growing(StringBuilder page, StormVerdict verdict)
    {
        if (verdict.Growth.Count > 0)
        {
            Table(
                page,
                "Growth in the second half",
                ["", "an edit", "±", "in all", "mean", ""],
                verdict.Growth.Select(growth => new[]
                {
                    growth.Name, Text($"{growth.PerEdit:0.000}"), Text($"{2 * growth.Error:0.000}"), Axis.Text(growth.Grown), Axis.Text(growth.Mean), growth.IsBounded ? "bounded" : "GROWS",
                }));
        }
    }

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<string[]> rows)
    {
        page.Append(Text($"<div class=\"box\"><h2>{Html(title)}</h2><table><tr>"));
        page.AppendJoin("", heads.Select(head => $"<th>{Html(head)}</th>")).Append("</tr>");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Html(cell)}</td>")).Append("</tr>");
        }

        page.Append("</table></div>");
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(time.TotalMilliseconds < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
