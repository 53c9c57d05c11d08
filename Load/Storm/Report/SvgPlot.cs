using System.Globalization;
using System.Net;
using System.Text;

namespace Counterpart.Load.Storm;

/// <summary>Draws a plot as SVG; colours and letters come from the page it stands in.</summary>
internal static class SvgPlot
{
    private const double Width = 560;
    private const double Height = 220;
    private const double Left = 58;
    private const double Right = 14;
    private const double Top = 18;
    private const double Bottom = 34;
    private const int MostStages = 10;

    public static string Of(Plot plot, IReadOnlyList<Mark> marks)
    {
        var values = plot.Curves.SelectMany(curve => curve.Points).Select(point => point.Value).Where(value => !double.IsNaN(value)).DefaultIfEmpty(0).ToList();
        var end = plot.Curves.SelectMany(curve => curve.Points).Select(point => point.At).DefaultIfEmpty(1).Max();
        var inMinutes = end > 300;
        var x = Axis.Linear(inMinutes ? end / 60 : end, 8, toTheEnd: true);
        var y = plot.IsLog ? Axis.Log(values.Where(value => value > 0).DefaultIfEmpty(1).Min(), values.Max()) : Axis.Linear(values.Max() is > 0 and var most ? most : 1, 5);
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html(plot.Title)}\">"));
        foreach (var tick in y.Ticks)
        {
            svg.Append(Text($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y.At(tick)):0.#}\" y2=\"{Y(y.At(tick)):0.#}\"/>"));
            svg.Append(Text($"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Y(y.At(tick)) + 3.5:0.#}\" text-anchor=\"end\">{Axis.Text(tick)}</text>"));
        }

        foreach (var tick in x.Ticks)
        {
            svg.Append(Text($"<text class=\"tick\" x=\"{X(x.At(tick)):0.#}\" y=\"{Height - Bottom + 14}\" text-anchor=\"middle\">{Axis.Text(tick)}</text>"));
        }

        Mark(svg, marks, end);
        foreach (var (index, curve) in plot.Curves.Index())
        {
            svg.Append(Text($"<path class=\"curve c{index % 8}\" d=\"{Path(curve, end, y)}\"><title>{Html(curve.Title)}</title></path>"));
        }

        svg.Append(Text($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(0)}\" y2=\"{Y(0)}\"/>"));
        svg.Append(Text($"<text class=\"label\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 4}\" text-anchor=\"middle\">{(inMinutes ? "minutes" : "seconds")}</text>"));
        svg.Append(Text($"<text class=\"label\" x=\"12\" y=\"{(Top + Height - Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 12 {(Top + Height - Bottom) / 2})\">{Html(plot.Unit)}</text>"));
        return svg.Append("</svg>").ToString();
    }

    private static void Mark(StringBuilder svg, IReadOnlyList<Mark> marks, double end)
    {
        var stages = marks.Where(mark => !mark.IsFault).ToList();
        foreach (var mark in marks.Where(mark => mark.At <= end))
        {
            svg.Append(Text($"<line class=\"{(mark.IsFault ? "fault" : "stage")}\" x1=\"{X(mark.At / end):0.#}\" x2=\"{X(mark.At / end):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"><title>{Html(mark.What)}</title></line>"));
        }

        // Where they stand too close the names would cover each other.
        var last = double.NegativeInfinity;
        foreach (var stage in stages.Count > MostStages ? [] : stages)
        {
            if (X(stage.At / end) >= last)
            {
                svg.Append(Text($"<text class=\"tick\" x=\"{X(stage.At / end) + 2:0.#}\" y=\"{Top - 6}\">{Html(stage.What)}</text>"));
                last = X(stage.At / end) + (stage.What.Length * 5.5) + 6;
            }
        }
    }

    private static string Path(Curve curve, double end, Axis y)
    {
        var path = new StringBuilder();
        var begins = true;
        foreach (var (at, value) in curve.Points)
        {
            if (double.IsNaN(value))
            {
                begins = true;
                continue;
            }

            path.Append(Text($"{(begins ? 'M' : 'L')}{X(at / end):0.#} {Y(y.At(value)):0.#}"));
            begins = false;
        }

        return path.ToString();
    }

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (share * (Height - Bottom - Top));

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
