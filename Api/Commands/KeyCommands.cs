using System.CommandLine;
using System.Text.Json.Nodes;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api.Commands;

internal static class KeyCommands
{
    private static readonly Argument<string> Id = new("id") { Description = "The key's public name, as 'key list' shows it." };

    public static Command Create() => new("key", "Keys to the API.") { CreateKey(), List(), Rotate(), Revoke() };

    /// <summary>Prints a key that was made just now; 1 when there is none.</summary>
    public static async Task<int> PrintSecretAsync(JsonNode? made)
    {
        if (made is null)
        {
            return 1;
        }

        await PrintSecretAsync((string)made["key"]!["id"]!, (string)made["secret"]!);
        return 0;
    }

    private static Command CreateKey()
    {
        var role = new Option<string>("--role") { Required = true, Description = "firmAdmin, adviser, client, system or operator." };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(RoleNames.Of)]);
        var subject = new Option<string>("--subject") { Description = "An adviser's name for adviser, a client's hub id for client, a hub's name for system." };
        var label = new Option<string>("--label") { Required = true, Description = "Whose key it is; shown in lists and in the audit." };
        var command = new Command("create", "Makes a key and prints it. It is shown this once. An operator's key is made at the machine only, while no process runs.")
        {
            role, subject, label,
        }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(role) == RoleNames.Of(Role.Operator))
            {
                return await CreateOperatorAsync(parsed, parsed.GetRequiredValue(label), cancel);
            }

            await using var desk = await Desk.OpenAsync(parsed, inFirm: true, mayCreate: false, cancel);
            var body = new JsonObject { ["role"] = parsed.GetValue(role), ["subject"] = parsed.GetValue(subject), ["label"] = parsed.GetValue(label) };
            return await PrintSecretAsync(await desk.SendAsync(HttpMethod.Post, "/v1/keys", body, cancel));
        });
        return command;
    }

    private static async Task<int> CreateOperatorAsync(ParseResult parsed, string label, CancellationToken cancel)
    {
        if (parsed.GetValue(DeskOptions.Server) is not null)
        {
            throw new StartException("An operator's key is made at the machine, with --data, while no process runs.");
        }

        await using var local = await Desk.OpenLocalAsync(parsed.GetValue(DeskOptions.Data), null, mayCreate: true, cancel);
        var made = await local.Node.Keys.MakeAsync(null, Role.Operator, null, label, cancel);
        await local.Node.Audit.WriteAsync([new AuditRow(
            0, null, local.Node.Clock.GetUtcNow(), $"console:{Environment.UserName}", RoleNames.Of(Role.Operator), "createKey", made.Row.Id, null, "ok", null)]);
        await PrintSecretAsync(made.Row.Id, made.Secret);
        return 0;
    }

    private static Command List()
    {
        var operators = new Option<bool>("--operators") { Description = "The operators' keys instead of a firm's." };
        var command = new Command("list", "Lists the keys, ended ones too.") { operators }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: !parsed.GetValue(operators), mayCreate: false, cancel);
            if (await desk.SendAsync(HttpMethod.Get, "/v1/keys", null, cancel) is not { } answer)
            {
                return 1;
            }

            await Table.PrintAsync(answer["keys"], "id", "role", "subject", "createdAt", "endsAt", "label");
            return 0;
        });
        return command;
    }

    private static Command Rotate()
    {
        var overlap = new Option<int>("--overlap-minutes")
        {
            DefaultValueFactory = _ => ApiLimits.OverlapMinutesDefault,
            Description = "How long the old key goes on working.",
        };
        var operators = new Option<bool>("--operators") { Description = "One of the operators' keys." };
        var command = new Command("rotate", "Makes a new key like another, which ends after an overlap. Prints the new one.") { Id, overlap, operators }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: !parsed.GetValue(operators), mayCreate: false, cancel);
            return await PrintSecretAsync(await desk.SendAsync(
                HttpMethod.Post, $"{Path(parsed)}/rotate", new JsonObject { ["overlapMinutes"] = parsed.GetValue(overlap) }, cancel));
        });
        return command;
    }

    private static Command Revoke()
    {
        var operators = new Option<bool>("--operators") { Description = "One of the operators' keys." };
        var command = new Command("revoke", "Ends a key now.") { Id, operators }.Anywhere(inFirm: true);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var desk = await Desk.OpenAsync(parsed, inFirm: !parsed.GetValue(operators), mayCreate: false, cancel);
            if (await desk.SendAsync(HttpMethod.Delete, Path(parsed), null, cancel) is not { } answer)
            {
                return 1;
            }

            await Console.Out.WriteLineAsync($"The key {answer["id"]} ended {answer["endsAt"]}.");
            return 0;
        });
        return command;
    }

    private static string Path(ParseResult parsed) => $"/v1/keys/{Uri.EscapeDataString(parsed.GetRequiredValue(Id))}";

    // The key alone on standard output, so that it can be kept in a file or a variable.
    private static async Task PrintSecretAsync(string id, string secret)
    {
        await Console.Error.WriteLineAsync($"The key {id}. It is not kept and can't be shown again:");
        await Console.Out.WriteLineAsync(secret);
    }
}
