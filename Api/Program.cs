using Counterpart.Api;
using Counterpart.Api.Commands;
using Counterpart.Api.Demo;
using Counterpart.Hosting;
using Counterpart.Storage;

if (OperatorCommands.Has(args))
{
    return await OperatorCommands.RunAsync(args);
}

try
{
    await Product.RunAsync(args);
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
