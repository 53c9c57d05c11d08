using System.CommandLine;

namespace Counterpart.Api.Commands;

internal static class AuditCommands
{
    public static Command Create() => new("audit", "Who did what, when, from where.") { Export() };

    private static Command Export()
    {
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "ndjson", Description = "ndjson or csv." };
        format.AcceptOnlyFromAmong([.. EnumNames<AuditFormat>.All]);
        var after = new Option<long>("--after") { Description = "Only what came after this sequence." };
        var operators = new Option<bool>("--operators") { Description = "The operators' own acts instead of a firm's." };
        var command = new Command("export", "Prints the audit of a firm, one entry a line, oldest first.") { format, after, operators }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: !parsed.GetValue(operators), mayCreate: false, cancel);
            await using var output = Console.OpenStandardOutput();
            return await desk.CopyAsync(
                FormattableString.Invariant($"/v1/audit/export?format={parsed.GetValue(format)}&after={parsed.GetValue(after)}"), output, cancel) ? 0 : 1;
        });
        return command;
    }
}
