using System.Globalization;
using System.Net.Http.Headers;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Clients of one ClientWorks tenant, over the hub protocol (docs/hub-protocol.md).</summary>
public sealed class ClientWorksConnector : IConnector
{
    private const string System = ClientWorksFactory.Name;

    private readonly ConnectorOptions options;
    private readonly RecordCalls calls;

    public ClientWorksConnector(ConnectorOptions options, HttpClient http)
    {
        this.options = options;
        calls = new RecordCalls(
            Traits,
            ClientWorksFields.Client,
            options,
            http,
            client => ClientWorksClient.Read(client, options),
            headers => headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token));
    }

    public SystemTraits Traits => ClientWorksFactory.Facts;

    public Task<ProbeResult> ProbeAsync(CancellationToken cancel) => calls.ProbeAsync(
        "/me", me => me.Id("tenant") is { } tenant ? new ProbeResult.Reached(tenant, me.Text("name") ?? tenant) : null, cancel);

    public async Task<ReadResult> ReadAsync(string id, CancellationToken cancel) => IsId(id)
        ? await calls.ReadAsync(Path(id), cancel)
        : new ReadResult.Failed(new CallFailure(FailureKind.Rejected, $"{System}: not an id of a client"));

    public async Task<WriteOutcome> WriteAsync(string id, RecordPatch patch, TimeSpan timeout, CancellationToken cancel) => IsId(id)
        ? await calls.WriteAsync(HttpMethod.Patch, Path(id), id, patch, headers => Condition(headers, patch.Revision), timeout, cancel)
        : new WriteOutcome.Refused(null, $"{System}: not an id of a client");

    public Task<PageResult> ReadPageAsync(PageRequest request, CancellationToken cancel) =>
        calls.ReadPageAsync(ClientWorksFeed.Query(request), (body, answer) => ClientWorksFeed.Read(body, request, answer, options), cancel);

    private static void Condition(HttpRequestHeaders headers, long? revision)
    {
        if (revision is { } known)
        {
            headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{known}\"")));
        }
    }

    private static string Path(string id) => $"/clients/{Uri.EscapeDataString(id)}";

    // A dot or two would lead to another address.
    private static bool IsId(string id) => !string.IsNullOrWhiteSpace(id) && id is not ("." or "..");
}
