using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Orleans.EndToEnd;

// Everything that is true of the product on the in-process host is true of it on a cluster.
public sealed class TakenOnClusterTests(ClusterPairsProduct fixture) : TakenTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class UnlinkOnClusterTests(ClusterPairsProduct fixture) : UnlinkTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class RoleOnClusterTests(ClusterDemoProduct fixture) : RoleTests(fixture), IClassFixture<ClusterDemoProduct>;

public sealed class HeldFieldOnClusterTests(ClusterPairsProduct fixture) : HeldFieldTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class RowSyncOnClusterTests(ClusterPairsProduct fixture) : RowSyncTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class TagSyncOnClusterTests(ClusterPairsProduct fixture) : TagSyncTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class ExternalIdOnClusterTests(ClusterDemoProduct fixture) : ExternalIdTests(fixture), IClassFixture<ClusterDemoProduct>;

public sealed class MatchingOnClusterTests(ClusterDemoProduct fixture) : MatchingTests(fixture), IClassFixture<ClusterDemoProduct>;

public sealed class RoleMatrixOnClusterTests(ClusterDemoProduct fixture) : RoleMatrixTests(fixture), IClassFixture<ClusterDemoProduct>;

public sealed class LiveEventOnClusterTests(ClusterPairsProduct fixture) : LiveEventTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class ConflictOnClusterTests(ClusterPairsProduct fixture) : ConflictTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class SyncScreenOnClusterTests(ClusterPairsProduct fixture) : SyncScreenTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class ScalarSyncOnClusterTests(ClusterPairsProduct fixture) : ScalarSyncTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class BulkOnClusterTests(ClusterPairsProduct fixture) : BulkTests(fixture), IClassFixture<ClusterPairsProduct>;

public sealed class BrokenOnClusterTests(ClusterEager fixture) : BrokenTests(fixture), IClassFixture<ClusterEager>;

public sealed class ClusterEager : BrokenTests.Eager
{
    internal override ProductHosting Hosting => ClusterHosting.Instance;
}

public sealed class FaultOnClusterTests(ClusterImpatient fixture) : FaultTests(fixture), IClassFixture<ClusterImpatient>;

public sealed class ClusterImpatient : FaultTests.Impatient
{
    internal override ProductHosting Hosting => ClusterHosting.Instance;
}

public sealed class SlowPassOnClusterTests(ClusterSwept fixture) : SlowPassTests(fixture), IClassFixture<ClusterSwept>;

public sealed class ClusterSwept : SlowPassTests.Swept
{
    internal override ProductHosting Hosting => ClusterHosting.Instance;
}

public sealed class ChannelStateOnClusterTests(ClusterBursts fixture) : ChannelStateTests(fixture), IClassFixture<ClusterBursts>;

public sealed class ClusterBursts : ChannelStateTests.Bursts
{
    internal override ProductHosting Hosting => ClusterHosting.Instance;
}

public sealed class ViewOnClusterTests() : ViewTests(ClusterHosting.Instance);

public sealed class RefreshOnClusterTests() : RefreshTests(ClusterHosting.Instance);

public sealed class PeekOnClusterTests() : PeekTests(ClusterHosting.Instance);

public sealed class BrakeOnClusterTests() : BrakeTests(ClusterHosting.Instance);

public sealed class HotLinkOnClusterTests() : HotLinkTests(ClusterHosting.Instance);

public sealed class BudgetOnClusterTests() : BudgetTests(ClusterHosting.Instance);

public sealed class DirectoryReadingOnClusterTests() : DirectoryReadingTests(ClusterHosting.Instance);

public sealed class EnablingOnClusterTests() : EnablingTests(ClusterHosting.Instance);

public sealed class AccountStatusOnClusterTests() : AccountStatusTests(ClusterHosting.Instance);

public sealed class PolicyOnClusterTests() : PolicyTests(ClusterHosting.Instance);

public sealed class RestartOnClusterTests() : RestartTests(ClusterHosting.Instance);

public sealed class SecretOnClusterTests() : SecretTests(ClusterHosting.Instance);

public sealed class OverloadOnClusterTests() : OverloadTests(ClusterHosting.Instance);

public sealed class TelemetryOnClusterTests() : TelemetryTests(ClusterHosting.Instance)
{
    protected override IEnumerable<string> HostSpans => ["rpc.service", "ILinkGrain"];
}
