using System.CommandLine;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api.Commands;

/// <summary>The commands of those who run Counterpart. Without a command the program is the product itself.</summary>
internal static class OperatorCommands
{
    /// <summary>Whether these arguments are a command, or ask what there is.</summary>
    public static bool Has(string[] args) => args is [var first, ..] && (first is "--help" or "-h" or "-?" or "--version" || Create().Subcommands.Any(command => command.Name == first));

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return await Create().Parse(args).InvokeAsync(configuration);
        }
        catch (Exception fault) when (fault is StartException or BackupException or StoreVersionException or StoreUnavailableException or NodeKeyException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
        }
        catch (StoreInUseException fault)
        {
            await Console.Error.WriteLineAsync(
                $"{fault.Message} Stop it, or let the command talk to it: --server http://127.0.0.1:5180, with a key in COUNTERPART_KEY.");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"The server can't be reached: {fault.Message}");
        }

        return 1;
    }

    internal static RootCommand Create() => new(
        "Counterpart links a client's record in one system with its counterpart in another, and keeps the two in step. "
        + "Without a command it runs the product with its demo, and with --no-demo alone.")
    {
        FirmCommands.Create(),
        KeyCommands.Create(),
        ConnectionCommands.Create(),
        AuditCommands.Create(),
        BackupCommands.Create(),
        RestoreCommand.Create(),
        DataEpochCommands.Create(),
        MasterKeyCommands.Create(),
        OpenApiCommand.Create(),
    };
}
