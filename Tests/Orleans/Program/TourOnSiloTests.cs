using Counterpart.Tests.Tour;

namespace Counterpart.Tests.Orleans.Program;

/// <summary>The README's tour, word by word, with the links on a silo.</summary>
public sealed class TourOnSiloTests : TourTests
{
    private protected override Task<RunningProduct> StartAsync(string workFolder, CancellationToken cancel) => SiloRun.StartDemoAsync(workFolder, cancel);
}
