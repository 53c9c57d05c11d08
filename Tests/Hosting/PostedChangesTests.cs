using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems.ClientWorks;
using Counterpart.Tests.Storage;
using Xunit;

namespace Counterpart.Tests.Hosting;

public sealed class PostedChangesTests
{
    private static readonly Caller Hub = new("key", "north", "North", Role.System, ClientWorksFactory.Name);

    private readonly SlowHost host = new();
    private readonly PostedChanges posted;

    // Nothing that is posted here is blank.
    public PostedChangesTests() => posted = new PostedChanges(host, (_, _) => DateTimeOffset.MinValue, blanking: null!, new ManualClock());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_OfOneRecord_AreAskedOneAfterTheOther_AndThoseOfOthersAtOnce()
    {
        var taken = posted.TakeAsync(Hub, ClientWorksFactory.Name, [Change("CW-1", 4), Change("CW-2", 7), Change("CW-1", 5), Change("CW-1", 6)], Cancel);
        Assert.Equal(["CW-1 4", "CW-2 7"], host.Asked);
        host.Go.SetResult();
        Assert.Equal(
            [("CW-1", ChangeResult.Accepted, 4), ("CW-2", ChangeResult.Accepted, 7), ("CW-1", ChangeResult.Accepted, 5), ("CW-1", ChangeResult.Accepted, 6)],
            (await taken).Select(outcome => (outcome.Record, outcome.Result, outcome.Revision!.Value)));
        Assert.Equal(["CW-1 4", "CW-2 7", "CW-1 5", "CW-1 6"], host.Asked);
    }

    [Fact]
    public async Task Change_ThatFails_EndsThoseOfItsRecord_AndThePost()
    {
        var taken = posted.TakeAsync(Hub, ClientWorksFactory.Name, [Change("CW-1", 4), Change("CW-1", 5), Change("CW-2", 7)], Cancel);
        host.Go.SetException(new OverloadedException(TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<OverloadedException>(() => taken);
        Assert.Equal(["CW-1 4", "CW-2 7"], host.Asked);
    }

    private static ClientWorksChange Change(string record, long revision) => new(
        record, revision, new RecordContent { Scalars = ImmutableDictionary<string, FieldValue>.Empty.Add("name/last", FieldValue.Of("Okafor")) });

    /// <summary>Decides nothing before it is let go, and takes over everything then.</summary>
    private sealed class SlowHost : ILinkHost
    {
        public List<string> Asked { get; } = [];

        public TaskCompletionSource Go { get; } = new();

        public async Task<Answer> AskAsync(LinkKey key, LinkCommand command, CommandContext context, CancellationToken cancel)
        {
            var revision = ((LinkCommand.Observe)command).Read.Revision!.Value;
            Asked.Add($"{key.Client} {revision}");
            await Go.Task;
            return new Answer(new LinkReply.Observed(1), Seq: 1, revision);
        }

        public Task ReviseDueAsync(LinkKey key, CancellationToken cancel) => throw new NotSupportedException();
    }
}
