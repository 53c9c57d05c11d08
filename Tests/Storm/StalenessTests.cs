using Counterpart.Load.Lab;
using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class StalenessTests
{
    private static readonly Slot Hub = new("clientworks", "CW-100001", "employer", null);
    private static readonly Slot Partner = new("wealthbox", "20001", "company_name", null);

    private readonly Staleness staleness = new();

    [Fact]
    public void Edit_ThatArrives_IsTimedFromTheEdit()
    {
        staleness.Take(Hub, Edit("v1", 100));
        Assert.Equal(1, staleness.Waiting);
        staleness.Take(Partner, Ours("v1", 180));

        Assert.Equal(0, staleness.Waiting);
        Assert.Equal((1, TimeSpan.FromMilliseconds(80)), (staleness.ToPartner.All().Timed, staleness.ToPartner.All().Longest));
        Assert.Equal(0, staleness.ToHub.All().Timed);
    }

    [Fact]
    public void Edit_WhoseArrivalIsReadFirst_IsTimedAllTheSame()
    {
        staleness.Take(Hub, Ours("v2", 190));
        staleness.Take(Partner, Edit("v2", 100));

        Assert.Equal((1, TimeSpan.FromMilliseconds(90)), (staleness.ToHub.All().Timed, staleness.ToHub.All().Longest));
        Assert.Equal(0, staleness.Waiting);
    }

    [Fact]
    public void Edit_ThatIsOvertaken_IsNotWaitedFor()
    {
        staleness.Take(Hub, Edit("v1", 100));
        staleness.Take(Hub, Edit("v2", 110));
        Assert.Equal(1, staleness.Waiting);

        // The other side won.
        staleness.Take(Hub, Ours("v3", 120));

        Assert.Equal(0, staleness.Waiting);
        Assert.Equal(0, staleness.ToPartner.All().Timed);
    }

    private static Change Edit(string token, int at) => new(at, Ours: false, token, DateTimeOffset.UnixEpoch.AddMilliseconds(at));

    private static Change Ours(string token, int at) => new(at, Ours: true, token, DateTimeOffset.UnixEpoch.AddMilliseconds(at));
}
