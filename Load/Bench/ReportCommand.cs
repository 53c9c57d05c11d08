using System.CommandLine;

namespace Counterpart.Load;

/// <summary>The command line of <c>bench report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter output)
    {
        var from = new Option<string>("--from") { Description = "The folder of the results.", DefaultValueFactory = _ => Path.Combine("docs", "performance") };
        var page = new Option<string?>("--page") { Description = "A page whose tables are made anew, between its marks; without it the tables are printed." };
        var command = new Command("report", "Tables of Markdown from the results of earlier runs.") { from, page };
        command.SetAction(async (parsed, cancel) =>
        {
            var results = await ResultFiles.ReadAllAsync(parsed.GetValue(from)!, cancel);
            if (parsed.GetValue(page) is { } file)
            {
                await File.WriteAllTextAsync(file, ReportPage.Fill(await File.ReadAllTextAsync(file, cancel), results), cancel);
                return 0;
            }

            foreach (var line in results.SelectMany(result => (string[])[$"## {result.Benchmark}", .. ReportPage.Lines(result)]))
            {
                await output.WriteLineAsync(line);
            }

            return 0;
        });
        return command;
    }
}
