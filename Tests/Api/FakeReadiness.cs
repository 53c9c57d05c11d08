using Counterpart.Api;

namespace Counterpart.Tests.Api;

internal sealed class FakeReadiness : IReadiness
{
    public bool IsReady { get; set; } = true;
}
