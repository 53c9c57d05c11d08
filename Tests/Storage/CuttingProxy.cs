using System.Net;
using System.Net.Sockets;

namespace Counterpart.Tests.Storage;

/// <summary>What a <see cref="CuttingProxy"/> does with the bytes that carry a commit.</summary>
public enum Cut
{
    None,

    /// <summary>They don't arrive.</summary>
    Before,

    /// <summary>They arrive, and the answer does not.</summary>
    After,

    /// <summary>The sender is cut off, and they arrive when the test lets them.</summary>
    Late,
}

/// <summary>Stands between a store and its server on loopback, and cuts the connection at a commit.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private static readonly byte[] Mark = "commit\0"u8.ToArray();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int target;
    private readonly Task running;

    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        running = RunAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>For the next commit only.</summary>
    public Cut Next { get; set; }

    public int Cuts { get; private set; }

    public void Release() => release.TrySetResult();

    /// <summary>Ends when the server has answered what arrived late.</summary>
    public Task ArrivedAsync(CancellationToken cancel) => answered.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            using (client)
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                (client.NoDelay, server.NoDelay) = (true, true);
                var (from, to) = (client.GetStream(), server.GetStream());
                var answers = to.CopyToAsync(from, stop.Token);
                var late = await ForwardAsync(from, to, answers);
                if (late is null)
                {
                    return;
                }

                client.Client.Close(0);
                await release.Task.WaitAsync(stop.Token);
                await to.WriteAsync(late.Value, stop.Token);
                await to.FlushAsync(stop.Token);

                // Its answer has nobody to go to.
                await answers.ContinueWith(static _ => { }, TaskScheduler.Default);
                answered.TrySetResult();
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone, and the other goes with it.
        }
    }

    /// <summary>Until one end closes, or the cut; what is still to be sent for a late one.</summary>
    private async Task<ReadOnlyMemory<byte>?> ForwardAsync(NetworkStream from, NetworkStream to, Task answers)
    {
        var buffer = new byte[1 << 20];
        while (true)
        {
            var reading = from.ReadAsync(buffer, stop.Token).AsTask();
            if (await Task.WhenAny(reading, answers) == answers || await reading is not (> 0 and var count))
            {
                return null;
            }

            var bytes = buffer.AsMemory(0, count);
            if (Next == Cut.None || bytes.Span.IndexOf(Mark) < 0)
            {
                await to.WriteAsync(bytes, stop.Token);
                continue;
            }

            var cut = Next;
            Next = Cut.None;
            Cuts++;
            if (cut == Cut.After)
            {
                from.Socket.Shutdown(SocketShutdown.Send);
                await to.WriteAsync(bytes, stop.Token);
                await Task.WhenAny(answers, Task.Delay(TimeSpan.FromMilliseconds(500), EndToEnd.RealClock.Instance, stop.Token));
            }

            return cut == Cut.Late ? bytes.ToArray() : null;
        }
    }
}
