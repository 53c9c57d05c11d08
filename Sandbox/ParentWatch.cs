using System.Diagnostics;

namespace Counterpart.Sandbox;

/// <summary>Waits for the end of the process that started this one, so that it is not left behind.</summary>
internal static class ParentWatch
{
    public static async Task GoneAsync(SandboxArguments arguments, CancellationToken cancellation)
    {
        var ends = new List<Task> { Task.Delay(Timeout.Infinite, cancellation) };
        if (arguments.Parent is { } parent)
            ends.Add(ExitOfAsync(parent, cancellation));
        if (arguments.ParentPipe)
            ends.Add(Task.Run(() => EndOfInput(cancellation), cancellation));
        await Task.WhenAny(ends);
    }

    private static async Task ExitOfAsync(int id, CancellationToken cancellation)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(cancellation);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    private static void EndOfInput(CancellationToken cancellation)
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (!cancellation.IsCancellationRequested && input.Read(buffer) > 0)
        {
        }
    }
}
