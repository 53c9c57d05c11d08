namespace Counterpart.Tests.Tour;

/// <summary>
/// Finds the tour in Markdown: the blocks marked <c>sh</c>, and below one, marked <c>text</c>, what of its output matters. There
/// <c>…</c> is what was left out. An indented line continues the command before it.
/// </summary>
internal static class TourText
{
    public static List<TourStep> Read(string markdown)
    {
        var steps = new List<TourStep>();
        string? kind = null;
        var block = new List<string>();
        foreach (var (number, line) in markdown.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (kind is null)
            {
                kind = line.StartsWith("```", StringComparison.Ordinal) ? line[3..] : null;
            }
            else if (line == "```")
            {
                Take(steps, kind, block, number + 1 - block.Count);
                kind = null;
                block.Clear();
            }
            else
            {
                block.Add(line);
            }
        }

        return steps;
    }

    private static void Take(List<TourStep> steps, string kind, List<string> block, int line)
    {
        if (kind == "sh")
        {
            steps.Add(new TourStep(line, Commands(block), []));
        }
        else if (kind == "text" && steps is [.., { Expected.Count: 0 } last])
        {
            var fragments = block.SelectMany(shown => shown.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            steps[^1] = last with { Expected = [.. fragments] };
        }
    }

    private static List<string> Commands(List<string> block)
    {
        var commands = new List<string>();
        foreach (var line in block.Where(line => line.Length > 0))
        {
            if (line[0] == ' ' && commands.Count > 0)
            {
                commands[^1] += $"\n{line}";
            }
            else
            {
                commands.Add(line);
            }
        }

        return commands;
    }
}
