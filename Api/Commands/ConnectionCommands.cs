using System.CommandLine;
using System.Text.Json.Nodes;

namespace Counterpart.Api.Commands;

internal static class ConnectionCommands
{
    private static readonly Argument<string> System = new("system") { Description = "clientworks or wealthbox." };

    public static Command Create() => new("connection", "A firm's connections to outside systems.") { Set(), List(), Test() };

    private static Command Set()
    {
        var url = new Option<string>("--url") { Description = "Where the system's calls begin. May be left out for wealthbox, and for a new credential.", HelpName = "URL" };
        var file = new Option<FileInfo>("--token-file") { Description = "A file that holds the token. Without it the token is read from standard input, or asked for.", HelpName = "FILE" };
        var command = new Command("set", "Tests a token, and connects the firm with the system when it accepts it.") { System, url, file }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            var token = await SecretInput.ReadAsync(parsed.GetValue(file), $"Token for {parsed.GetValue(System)}", cancel);
            await using var desk = await Desk.OpenAsync(parsed, inFirm: true, mayCreate: false, cancel);
            return await PrintAsync(await desk.SendAsync(
                HttpMethod.Put, Path(parsed), new JsonObject { ["baseUrl"] = parsed.GetValue(url), ["token"] = token }, cancel));
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the systems, and which the firm is connected with.").Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: true, mayCreate: false, cancel);
            if (await desk.SendAsync(HttpMethod.Get, "/v1/connections", null, cancel) is not { } answer)
            {
                return 1;
            }

            await Table.PrintAsync(answer["connections"], "system", "connected", "tenant", "baseUrl", "paused");
            return 0;
        });
        return command;
    }

    private static Command Test()
    {
        var command = new Command("test", "Asks the system whether it accepts the stored token.") { System }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: true, mayCreate: false, cancel);
            return await PrintAsync(await desk.SendAsync(HttpMethod.Post, $"{Path(parsed)}/test", null, cancel));
        });
        return command;
    }

    private static string Path(ParseResult parsed) => $"/v1/connections/{Uri.EscapeDataString(parsed.GetRequiredValue(System))}";

    private static async Task<int> PrintAsync(JsonNode? answer)
    {
        if (answer?["connection"] is not { } connection)
        {
            return 1;
        }

        await Console.Out.WriteLineAsync($"{connection["system"]} accepts it: {answer["tenantName"]} ({connection["tenant"]}) at {connection["baseUrl"]}");
        return 0;
    }
}
