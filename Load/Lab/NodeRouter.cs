using System.Net;
using System.Net.Sockets;

namespace Counterpart.Load.Lab;

/// <summary>
/// Sends each call to the next node, as a load balancer does. A call that can't have been done, or may be done twice, goes to another
/// node when one is down.
/// </summary>
internal sealed class NodeRouter(Uri[] nodes, HttpMessageHandler http) : DelegatingHandler(http)
{
    private const int Rounds = 3;
    private int next;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        for (var tries = 1; ; tries++)
        {
            request.RequestUri = new Uri(nodes[(uint)Interlocked.Increment(ref next) % nodes.Length], path);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || !MayRepeat(request) || tries >= nodes.Length * Rounds)
                {
                    return answer;
                }

                answer.Dispose();
            }
            catch (HttpRequestException fault) when (
                tries < nodes.Length * Rounds && nodes.Length > 1 && (MayRepeat(request) || fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }))
            {
                // That node is down.
            }
        }
    }

    private static bool MayRepeat(HttpRequestMessage request) => request.Method == HttpMethod.Get;
}
