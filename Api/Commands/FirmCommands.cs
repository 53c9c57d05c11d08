using System.CommandLine;
using System.Text.Json.Nodes;

namespace Counterpart.Api.Commands;

internal static class FirmCommands
{
    public static Command Create() => new("firm", "Firms.") { CreateFirm(), List(), AdminKey() };

    private static Command CreateFirm()
    {
        var id = new Argument<string>("id") { Description = "Lower-case letters, digits and hyphens." };
        var name = new Option<string>("--name") { Required = true, Description = "As people know it." };
        var label = Label();
        var command = new Command("create", "Creates a firm, and prints the key of its first administrator. It is shown this once.") { id, name, label }.Anywhere(inFirm: false);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: false, mayCreate: true, cancel);
            var answer = await desk.SendAsync(
                HttpMethod.Post,
                "/v1/firms",
                new JsonObject { ["id"] = parsed.GetValue(id), ["name"] = parsed.GetValue(name), ["label"] = parsed.GetValue(label) },
                cancel);
            return await KeyCommands.PrintSecretAsync(answer?["adminKey"]);
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the firms.").Anywhere(inFirm: false);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: false, mayCreate: false, cancel);
            if (await desk.SendAsync(HttpMethod.Get, "/v1/firms", null, cancel) is not { } answer)
            {
                return 1;
            }

            await Table.PrintAsync(answer["firms"], "id", "name", "createdAt");
            return 0;
        });
        return command;
    }

    private static Command AdminKey()
    {
        var id = new Argument<string>("id") { Description = "The firm's id." };
        var label = Label();
        var command = new Command("admin-key", "Makes an administrator's key for a firm that is not connected yet, and prints it.") { id, label }.Anywhere(inFirm: false);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: false, mayCreate: false, cancel);
            return await KeyCommands.PrintSecretAsync(await desk.SendAsync(
                HttpMethod.Post,
                $"/v1/firms/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/admin-key",
                new JsonObject { ["label"] = parsed.GetValue(label) },
                cancel));
        });
        return command;
    }

    private static Option<string> Label() =>
        new("--label") { DefaultValueFactory = _ => "first administrator", Description = "Whose key it is; shown in lists and in the audit." };
}
