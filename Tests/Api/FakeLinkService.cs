using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Tests.Api;

/// <summary>Knows the clients CW-1 to CW-99; everything else is somebody else's, or not there.</summary>
internal sealed partial class FakeLinkService : ILinkService
{
    public static readonly DateTimeOffset At = new(2026, 3, 9, 12, 0, 0, TimeSpan.FromHours(2));

    public bool IsEnabled { get; set; } = true;

    public IntegrationSettings Settings { get; private set; } = new();

    public long Version { get; private set; } = 3;

    public LinkResult Result { get; set; } = LinkResult.Linked;

    public ChangeResult Change { get; set; } = ChangeResult.Accepted;

    /// <summary>Thrown by every call instead of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Thrown by calls that would change something.</summary>
    public Exception? WriteFailure { get; set; }

    /// <summary>Read links wait for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Completed when a link was asked for.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Writes { get; private set; }

    public RequestKey? Key { get; private set; }

    public UnlinkReason? Reason { get; private set; }

    public ImmutableArray<ClientWorksChange> Posted { get; private set; } = [];

    public (string? Query, Phase? Status, (string NameKey, string Id)? After, int Limit) Listed { get; private set; }

    public (string? Path, long? Before, int Limit) Looked { get; private set; }

    public MatchCandidate Candidate { get; } = new("20003", "Amélie <Laurent>", null, true, false, "CW-77");

    public static bool Knows(string client) =>
        client.StartsWith("CW-", StringComparison.Ordinal) && int.TryParse(client.AsSpan(3), out var number) && number is >= 1 and <= 99;

    public Task<IntegrationView?> GetIntegrationAsync(Caller caller, string integration, CancellationToken cancel) =>
        Answer<IntegrationView?>(string.Equals(integration, ClientWorksWealthbox.Name, StringComparison.Ordinal) ? View() : null);

    public Task<IntegrationView?> PutIntegrationAsync(
        Caller caller, string integration, IntegrationSettings settings, long? expected, CancellationToken cancel)
    {
        if (expected is { } version && version != Version)
        {
            return Answer<IntegrationView?>(null);
        }

        Writes++;
        Version++;
        Settings = settings;
        IsEnabled = settings.Enabled;
        return Answer<IntegrationView?>(View());
    }

    public Task<ClientPage> ListClientsAsync(
        Caller caller, string integration, string? query, Phase? status, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        Listed = (query, status, after, limit);
        var client = new ClientView("CW-1", "Amélie Laurent", RecordKind.Person, "adviser-1", "3456", Phase.Linked, "20001");
        return Answer(new ClientPage([client], after is null ? ("laurent amélie", "CW-1") : null));
    }

    public Task<ImmutableArray<LinkOutcome>> LinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, RequestKey? key, TimeSpan wait, CancellationToken cancel)
    {
        Writes++;
        Key = key;
        return Written<ImmutableArray<LinkOutcome>>([.. clients.Select(Outcome)]);
    }

    public Task<ImmutableArray<LinkOutcome>> UnlinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, UnlinkReason reason, RequestKey? key, CancellationToken cancel)
    {
        Writes++;
        Key = key;
        Reason = reason;
        return Written<ImmutableArray<LinkOutcome>>([.. clients.Select(Outcome)]);
    }

    public Task<LinkOutcome> ChooseAsync(Caller caller, string integration, string client, string partner, RequestKey? key, CancellationToken cancel)
    {
        Writes++;
        Key = key;
        return Written(Outcome(client));
    }

    public async Task<LinkView?> GetAsync(Caller caller, string integration, string client, CancellationToken cancel)
    {
        Asked.TrySetResult();
        await Hold.WaitAsync(cancel);
        return await Answer(Knows(client) ? Link(client) : null);
    }

    public Task<CandidatePage?> FindCandidatesAsync(
        Caller caller, string integration, string client, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        Listed = (query, null, after, limit);
        var record = new PartnerView("20003", "Amélie <Laurent>", RecordKind.Person, ["amelie@example.com"], [], Candidate);
        return Answer(Knows(client) ? new CandidatePage(query ?? "Amélie Laurent", [record], ("laurent", "20003")) : null);
    }

    public Task<HistoryPage?> GetHistoryAsync(
        Caller caller, string integration, string client, string? path, long? before, int limit, CancellationToken cancel)
    {
        Looked = (path, before, limit);
        var entry = new HistoryEntry(9, 2, At, "key:abc", "linked", "Linked.", null, null, null, null, "taxId", null);
        return Answer(Knows(client) ? new HistoryPage([entry], 9) : null);
    }

    public Task<ImmutableArray<ChangeOutcome>> PostChangesAsync(
        Caller caller, string system, ImmutableArray<ClientWorksChange> changes, CancellationToken cancel)
    {
        Posted = changes;
        return Answer<ImmutableArray<ChangeOutcome>>([.. changes.Select(change => new ChangeOutcome(change.Record, Change, 5, 2))]);
    }

    private LinkOutcome Outcome(string client)
    {
        var known = Knows(client);
        var partner = known && Result == LinkResult.Linked ? new PartnerRecord("wealthbox", "70001", "20003") : null;
        return new LinkOutcome(client, known ? Result : LinkResult.UnknownClient, partner, null, [Candidate], Repeated: false) { Seq = known ? 5 : null, Revision = known ? 9 : null };
    }

    private LinkView Link(string client) => new(
        client,
        "Amélie Laurent",
        Phase.Linked,
        12,
        1,
        new PartnerRecord("wealthbox", "70001", "20003"),
        new MatchEvidence(MatchRule.TaxId, Candidate, At),
        [Candidate],
        At,
        [
            new PathView("name/last", new SideView(FieldValue.Of("Laurent"), 3, At), null, RegisterStatus.Owed, Side.Partner, HoldReason.None),
            new PathView("phones/r1", new SideView(FieldValue.OfParts(("number", "+1")), 3, At), new SideView(FieldValue.Blank, 4, At), RegisterStatus.Held, null, HoldReason.BlankKept),
        ],
        [new OwedView(Side.Partner, "wealthbox", At, 1)],
        WriteInFlight: true)
    {
        Freshness = new Freshness(At, At.AddMinutes(-1)),
        Differing = 2,
        Never = ["20009"],
        Notices = [Notice],
    };

    private IntegrationView View() =>
        new(ClientWorksWealthbox.Name, "clientworks", "wealthbox", Version, Settings with { Enabled = IsEnabled });

    private Task<T> Written<T>(T answer) => WriteFailure is { } failure ? Task.FromException<T>(failure) : Answer(answer);

    private Task<T> Answer<T>(T answer) => Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(answer);
}
