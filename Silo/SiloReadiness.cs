using Counterpart.Api;
using Orleans.Runtime;

namespace Counterpart.Silo;

/// <summary>Ready while the silo is an active member of its cluster and the store can be written.</summary>
internal sealed class SiloReadiness(NodeReadiness node, ILocalSiloDetails self, ISiloStatusOracle members) : IReadiness
{
    public bool IsReady => node.IsReady && members.GetApproximateSiloStatus(self.SiloAddress) == SiloStatus.Active;
}
