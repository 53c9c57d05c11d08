using System.CommandLine;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api.Commands;

internal static class MasterKeyCommands
{
    public static Command Create() => new("master-key", "What seals the nodes' keys in a shared database.") { Reseal() };

    private static Command Reseal()
    {
        var command = new Command(
            "reseal",
            "Seals the nodes' keys under Counterpart:Store:MasterKey, those too that Counterpart:Store:FormerMasterKey opens. Nodes that know both keys go on meanwhile.")
        {
            DeskOptions.Data,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var store = Desk.ReadOptions(parsed.GetValue(DeskOptions.Data)).Tuning.Store;
            await using var local = await Desk.OpenLocalAsync(parsed.GetValue(DeskOptions.Data), null, mayCreate: false, cancel);
            var (resealed, all) = await KeyResealing.RunAsync(local.Node.Store, store, cancel);
            await local.Node.Audit.WriteAsync([new AuditRow(
                0, null, local.Node.Clock.GetUtcNow(), $"console:{Environment.UserName}", RoleNames.Of(Role.Operator), "resealKeys", null, null, "ok", null)]);
            await Console.Out.WriteLineAsync($"{resealed} of {all} keys were resealed. The former master key opens none of them any more.");
            return 0;
        });
        return command;
    }
}
