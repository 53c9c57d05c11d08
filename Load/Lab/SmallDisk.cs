using System.Diagnostics;
using System.Globalization;

namespace Counterpart.Load.Lab;

/// <summary>A file system of our own that can be filled up and broken; it goes with this process, however that ends. Only root may make one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly Process process;

    private SmallDisk(Process process, string folder)
    {
        this.process = process;
        Folder = folder;
    }

    public string Folder { get; }

    /// <returns>Null where this machine refuses to mount one.</returns>
    public static async Task<SmallDisk?> MakeAsync(int mebibytes, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Lab", "small-disk.sh"));
        start.ArgumentList.Add(mebibytes.ToString(CultureInfo.InvariantCulture));
        var started = Process.Start(start)!;
        if (await started.StandardOutput.ReadLineAsync(cancel) is { } folder)
        {
            return new SmallDisk(started, folder);
        }

        started.Dispose();
        return null;
    }

    public Task FillAsync() => OrderAsync("full");

    public Task FreeAsync() => OrderAsync("free");

    /// <summary>Read-only from now on, for those who have a file open too.</summary>
    public Task BreakAsync() => OrderAsync("broken");

    /// <summary>Checked and mounted again, when nobody has a file open in it.</summary>
    public Task MendAsync() => OrderAsync("mended");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task OrderAsync(string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        if (await process.StandardOutput.ReadLineAsync() != order)
        {
            throw new InvalidOperationException($"The disk is not {order}.");
        }
    }
}
