using System.CommandLine;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api.Commands;

/// <summary>For a database that another tool restored: what was told of it by sequence is of a time that it has not had.</summary>
internal static class DataEpochCommands
{
    public static Command Create() => new("data-epoch", "What the positions of event listeners are good for.") { New() };

    private static Command New()
    {
        var yes = new Option<bool>("--yes") { Description = "Do it without asking." };
        var command = new Command(
            "new",
            "Begins a new data epoch, after the database was restored by its own tools: listeners to events begin anew. Nothing else changes. 'restore' does it by itself.")
        {
            yes, DeskOptions.Data,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await Confirmation.AskAsync(
                parsed.GetValue(yes), "Every listener to events has to read anew what it shows, as after a restore.", cancel);
            await using var local = await Desk.OpenLocalAsync(parsed.GetValue(DeskOptions.Data), null, mayCreate: false, cancel);
            var node = local.Node;
            if (await node.Store.ListFirmsAsync(cancel) is not { Count: > 0 } firms)
            {
                throw new StartException("The database holds no firm: it is not the one that was restored.");
            }

            if ((await node.Store.ListChannelsAsync(null, cancel)).FirstOrDefault(channel => channel.Holder is not null) is { } held)
            {
                throw new StartException(
                    $"A node runs on the database: {held.Holder} has the channel {held.Firm}/{held.System} until {held.Until:u}. Stop all nodes first, or wait until then when none runs.");
            }

            var before = await node.Store.DataEpochAsync(cancel);
            var epoch = await node.Store.NewDataEpochAsync(cancel);
            await node.Audit.WriteAsync([new AuditRow(
                0, null, node.Clock.GetUtcNow(), $"console:{Environment.UserName}", RoleNames.Of(Role.Operator), "newDataEpoch", epoch, null, "ok", null)]);
            await Console.Out.WriteLineAsync($"The data epoch {epoch} begins, after {before} ({firms.Count} firms).");
            return 0;
        });
        return command;
    }
}
