using Counterpart.Api;
using Orleans.Runtime;

namespace Counterpart.Silo;

/// <summary>Ready while a silo is connected and the store can be written.</summary>
internal sealed class GatewayReadiness(NodeReadiness node) : IReadiness, IClusterConnectionStatusObserver
{
    // The web server starts when the client has found a silo.
    private volatile bool connected = true;

    public bool IsReady => node.IsReady && connected;

    public void NotifyClusterConnectionLost() => connected = false;

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        connected = currentNumberOfGateways > 0;
}
