using Counterpart.Load.Cluster;
using Counterpart.Load.Scale;

namespace Counterpart.Load;

/// <summary>All benchmarks, in the order in which they run.</summary>
internal static class Benchmarks
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new PartsBenchmark(),
        new HostBenchmark(),
        new HotLinkBenchmark(),
        new PostgresBenchmark(),
        new SharedBenchmark(),
        new ClusterBenchmark(),
        new HttpBenchmark(),
        new LatencyBenchmark(),
        new OverloadBenchmark(),
        new VendorCallsBenchmark(),
        new MillionBenchmark(),
        new ColdBenchmark(),
        new SlopesBenchmark(),
        new SilosBenchmark(),
    ];
}
