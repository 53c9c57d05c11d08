using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Hosting;

/// <summary>A link host over a store that the test controls.</summary>
public abstract class HostFixture : IAsyncLifetime
{
    private readonly List<GroupCommitter> committers = [];
    private int begun;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected static LinkSettings Rules { get; } = new(ClientWorksWealthbox.Rules) { First = ConflictPolicy.Hub };

    /// <summary>What commands are decided by.</summary>
    private protected LinkSettings Given { get; set; } = Rules;

    private protected static CommandContext Context { get; } = new("system:clientworks");

    private protected FakeStore Store { get; } = new();

    private protected ManualClock Clock { get; } = new();

    private protected GroupCommitterOptions Commits { get; } = new();

    private protected LinkHostOptions Options { get; } = new();

    private protected ILinkHost Host { get; private set; } = null!;

    /// <summary>How many commands have begun to be decided.</summary>
    private protected int Begun => Volatile.Read(ref begun);

    private protected GroupCommitter Committer => committers[0];

    public async ValueTask InitializeAsync() => Host = await NewHostAsync();

    public virtual async ValueTask DisposeAsync()
    {
        Store.LetGo();
        foreach (var committer in committers)
        {
            await committer.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A host over the same store, which knows nothing of the others.</summary>
    private protected virtual ValueTask<ILinkHost> NewHostAsync() => new(new LinkHost(NewEngine()));

    /// <summary>Waits until what was asked of the link has been decided.</summary>
    /// <remarks>The in-process host decides on the caller's thread.</remarks>
    private protected virtual ValueTask ArrivedAsync(ILinkHost host, LinkKey key) => ValueTask.CompletedTask;

    private protected LinkEngine NewEngine()
    {
        var committer = new GroupCommitter(Store, Clock, Commits);
        committers.Add(committer);
        committer.Start();
        return new LinkEngine(Store, committer, new GivenSettings(this), Clock, Options);
    }

    private protected static LinkKey Key(string client) => new("north", ClientWorksWealthbox.Name, client);

    /// <summary>Links that are linked, each to its own partner record, and read once on the hub's side; then the store holds its commits.</summary>
    private protected async Task<LinkKey[]> LinkedAsync(params string[] clients)
    {
        var keys = Array.ConvertAll(clients, Key);
        foreach (var key in keys)
        {
            await Host.AskAsync(key, Choose($"partner-of-{key.Client}"), Context, Cancel);
            await Host.AskAsync(key, Post(1, "Okafor"), Context, Cancel);
        }

        Store.Holds = true;
        return keys;
    }

    private protected Task<Answer> PostAsync(LinkKey key, long revision, string lastName, ReplyKey? reply = null) =>
        Host.AskAsync(key, Post(revision, lastName), Context with { Reply = reply }, Cancel);

    private protected LinkCommand Choose(string partner) => new LinkCommand.Choose(
        new PartnerTenant("wealthbox", "workspace-1"), new MatchCandidate(partner, "Amara Okafor", true, true, true), Clock.Now) { At = Clock.Now };

    private protected LinkCommand Post(long revision, string lastName) => new LinkCommand.Observe(new RecordRead
    {
        Side = Side.Hub,
        Content = new RecordContent { Scalars = ImmutableDictionary<string, FieldValue>.Empty.Add(FieldPaths.LastName, FieldValue.Of(lastName)) },
        StartedAt = Clock.Now,
        EndedAt = Clock.Now,
        Revision = revision,
        Whole = false,
    })
    { At = Clock.Now };

    private protected string? StoredName(LinkKey key) => Store.State(key).RegisterAt(FieldPaths.LastName).Hub.Seen?.Text;

    /// <summary>Asked once at the beginning of every command.</summary>
    private sealed class GivenSettings(HostFixture fixture) : ILinkSettings
    {
        public ValueTask<LinkSettings> GetAsync(string firm, string integration, CancellationToken cancel)
        {
            Interlocked.Increment(ref fixture.begun);
            return new(fixture.Given);
        }
    }
}
