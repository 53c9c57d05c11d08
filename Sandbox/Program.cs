using System.Runtime.InteropServices;
using System.Text.Json;
using Counterpart.Sandbox;

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    var arguments = SandboxArguments.Parse(args);
#pragma warning disable RS0030 // The clock is chosen here.
    await using var host = await SandboxHost.StartAsync(arguments.Options, TimeProvider.System, stop.Token);
#pragma warning restore RS0030
    Console.Out.WriteLine(JsonSerializer.Serialize(new { clientworks = Origin(host.ClientWorks), wealthbox = Origin(host.Wealthbox) }));
    Console.Out.Flush();
    await ParentWatch.GoneAsync(arguments, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
