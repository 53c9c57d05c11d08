using System.Net;
using System.Net.Sockets;

namespace Counterpart.Load.Lab;

/// <summary>Stands between two processes and passes on what they say, or does to it what a bad network does.</summary>
internal sealed class Relay : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly TcpListener listener;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly HashSet<Socket> open = [];
    private readonly Random random;
    private long cut;

    /// <param name="target">Where it leads.</param>
    public Relay(IPAddress address, IPEndPoint target, int seed, TimeProvider clock)
    {
        (Target, this.clock, random) = (target, clock, new Random(seed));
        listener = new TcpListener(address, 0);
        listener.Start();
        EndPoint = (IPEndPoint)listener.LocalEndpoint;
        _ = ListenAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Where new connections lead.</summary>
    public IPEndPoint Target { get; set; }

    /// <summary>New connections are closed at once.</summary>
    public bool Shut { get; set; }

    /// <summary>Nothing is passed on, and nobody is told: as if the cable were out.</summary>
    public bool Silent { get; set; }

    /// <summary>Every piece is passed on so much later.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How likely an answer is cut off: what was asked has arrived and is done, and the connection breaks.</summary>
    public double Cuts { get; set; }

    /// <summary>Answers that were cut off.</summary>
    public long Cut => Interlocked.Read(ref cut);

    /// <summary>Breaks all connections that there are.</summary>
    public void Break()
    {
        lock (gate)
        {
            foreach (var socket in open)
            {
                socket.Dispose();
            }

            open.Clear();
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        Break();
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was disposed of.
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (caller)
        {
            try
            {
                if (Shut)
                {
                    return;
                }

                (caller.NoDelay, server.NoDelay) = (true, true);
                Keep(caller, server);
                await WhileSilentAsync();
                await server.ConnectAsync(Target, stop.Token);
                await Task.WhenAny(PassAsync(caller, server, isAnswer: false), PassAsync(server, caller, isAnswer: true));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One of the two is gone.
            }
            finally
            {
                Forget(caller, server);
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is > 0 and var read)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, clock, stop.Token);
                }

                await WhileSilentAsync();
                if (isAnswer && IsCutOff())
                {
                    Interlocked.Increment(ref cut);
                    return;
                }

                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), stop.Token);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One of the two is gone: the other is told by the end of both.
        }
    }

    private bool IsCutOff()
    {
        if (Cuts <= 0)
        {
            return false;
        }

        lock (gate)
        {
            return random.NextDouble() < Cuts;
        }
    }

    private async Task WhileSilentAsync()
    {
        while (Silent)
        {
            await Task.Delay(Look, clock, stop.Token);
        }
    }

    private void Keep(params Socket[] sockets)
    {
        lock (gate)
        {
            open.UnionWith(sockets);
        }
    }

    private void Forget(params Socket[] sockets)
    {
        lock (gate)
        {
            open.ExceptWith(sockets);
        }
    }
}
