using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Nodes;
using Counterpart.Load.Storm;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Storm;

public sealed class StormVerdictTests
{
    [Fact]
    public void ASiloThatEndedItself_IsToldAndBreaksNothing()
    {
        var verdict = Of(ended: 2);

        Assert.Contains(" failed 0 ended-themselves 2 peak ", verdict.Line, StringComparison.Ordinal);
        Assert.EndsWith("verdict ok", verdict.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutSilos_NothingIsToldOfThem() => Assert.Contains(" failed 0 peak ", Of(ended: null).Line, StringComparison.Ordinal);

    private static StormVerdict Of(int? ended) => new(
        new Account(),
        Answered: 0,
        Steady: null,
        Peak: 0,
        Saturation: null,
        ClaimsTwice: 0,
        Store: null,
        new ClaimRaces(null!, 0, 0, RealClock.Instance),
        Listeners: [],
        Deaf: 0,
        Failed: 0,
        Kills: 0,
        ended,
        Truncated: false,
        Growth: []);
}
