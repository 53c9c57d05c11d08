using Counterpart.Api.Commands;
using Counterpart.Api.Demo;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <summary>Runs what the command line asks for: a command for whoever runs the product, or the product itself.</summary>
internal static class Start
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, ProductHost host)
    {
        if (OperatorCommands.Has(args))
        {
            return await OperatorCommands.RunAsync(args);
        }

        try
        {
            await Product.RunAsync(args, host);
            return 0;
        }
        catch (Exception fault) when (fault is StartException or DemoException or StoreInUseException or StoreVersionException or StoreUnavailableException or NodeKeyException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{fault.Message} Choose another with --urls http://127.0.0.1:PORT.");
            return 1;
        }
    }
}
