using System.Net;
using System.Net.Sockets;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>Ports below those that the system gives to outgoing connections: a process that comes back finds its own still free.</summary>
internal static class LowPorts
{
    private const int First = 22_000;
    private const int Last = 31_000;
    private static int next = First + (Environment.ProcessId * 20 % (Last - First));

    public static int Take()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref next);
            if (port > Last)
            {
                throw new InvalidOperationException("There is no free port.");
            }

            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
