using System.Collections.Immutable;
using Counterpart.Grains.Interfaces;
using Counterpart.Links;

namespace Counterpart.Tests.Orleans.Wire;

/// <summary>Orleans logs a message that came too late, as it tells of itself: nothing of a client may be in that.</summary>
public sealed class LogTextTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ask_AsText_SaysNothingOfTheClient()
    {
        var ask = new LinkAsk(
            new LinkCommand.Choose(new PartnerTenant("wealthbox", "workspace-1"), new MatchCandidate("20001", "Amara Okafor", true, true, true), At) { At = At },
            "key:k1", new AskReplyKey("key:k1", "once", "CW-1", "hash"), null);

        Assert.Equal("LinkAsk Choose", ask.ToString());
    }

    [Fact]
    public void Answer_AsText_SaysNothingOfTheClient()
    {
        var answer = new LinkAnswer
        {
            Kind = AnswerKind.Decided,
            Reply = new LinkReply.NeedsChoice(ImmutableArray.Create(new MatchCandidate("20001", "Amara Okafor", true, true, true))),
        };

        Assert.Equal("LinkAnswer Decided", answer.ToString());
    }
}
