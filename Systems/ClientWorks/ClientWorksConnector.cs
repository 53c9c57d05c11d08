using System.Globalization;
using System.Net.Http.Headers;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Clients of one ClientWorks tenant, over the hub protocol (docs/hub-protocol.md).</summary>
public sealed class ClientWorksConnector : IConnector
{
    private const string System = ClientWorksFactory.Name;

    private readonly ConnectorOptions options;
    private readonly Transport transport;
    private readonly string root;

    public ClientWorksConnector(ConnectorOptions options, HttpClient http)
    {
        this.options = options;
        transport = new Transport(http, options.Clock, options.Told);
        root = options.BaseUrl.AbsoluteUri.TrimEnd('/');
    }

    public SystemTraits Traits => ClientWorksFactory.Facts;

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancel)
    {
        using var call = await GetAsync("/me", cancel);
        if (call is not Call.Answered { IsSuccess: true } answer)
        {
            return new ProbeResult.Failed(CallRules.Failure(call, System));
        }

        return answer.Body is { } me && me.Id("tenant") is { } tenant
            ? new ProbeResult.Reached(tenant, me.Text("name") ?? tenant)
            : new ProbeResult.Failed(CallRules.Nonsense(System));
    }

    public async Task<ReadResult> ReadAsync(string id, CancellationToken cancel)
    {
        if (!IsId(id))
        {
            return new ReadResult.Failed(new CallFailure(FailureKind.Rejected, $"{System}: not an id of a client"));
        }

        using var call = await GetAsync($"/clients/{Uri.EscapeDataString(id)}", cancel);
        switch (call)
        {
            case Call.Answered { IsSuccess: true, Body: { } body } answer when ClientWorksClient.Read(body, options) is { } record:
                return new ReadResult.Found(record, answer.StartedAt, answer.EndedAt);
            case Call.Answered { Status: 404 or 410 } answer:
                return new ReadResult.Gone(GoneReason.Deleted, answer.StartedAt, answer.EndedAt);
            case Call.Answered { Status: 403 } answer:
                return new ReadResult.Gone(GoneReason.AccessLost, answer.StartedAt, answer.EndedAt);
            default:
                return new ReadResult.Failed(CallRules.Failure(call, System));
        }
    }

    public async Task<WriteOutcome> WriteAsync(string id, RecordPatch patch, TimeSpan timeout, CancellationToken cancel)
    {
        if (!IsId(id))
        {
            return new WriteOutcome.Refused(null, $"{System}: not an id of a client");
        }

        if (PatchWriter.Unmapped(patch, ClientWorksFields.Client) is { } path)
        {
            return new WriteOutcome.Refused(path, $"{System} has no such field");
        }

        using var request = Request(HttpMethod.Patch, $"/clients/{Uri.EscapeDataString(id)}");
        request.Content = new JsonBody(PatchWriter.Write(patch, ClientWorksFields.Client));
        if (patch.Revision is { } revision)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"")));
        }

        using var call = await transport.SendAsync(request, timeout, cancel);
        return call switch
        {
            Call.Answered { IsSuccess: true, Body: { } body } when ClientWorksClient.Read(body, options) is { } record && record.Id == id =>
                new WriteOutcome.Applied(record),

            // 428: the revision was not known. Either way the record has to be read again first.
            Call.Answered { Status: 412 or 428 } => new WriteOutcome.Conflicted(),
            Call.Answered answer when CallRules.Outcome(call, System) is null =>
                new WriteOutcome.Refused(
                    RefusedPath.Find(answer.Body, patch, ClientWorksFields.Client), $"{System} refused it ({answer.Status})"),
            _ => CallRules.Outcome(call, System)!,
        };
    }

    public async Task<PageResult> ReadPageAsync(PageRequest request, CancellationToken cancel)
    {
        using var call = await GetAsync(ClientWorksFeed.Query(request), cancel);
        if (call is not Call.Answered { IsSuccess: true } answer)
        {
            return new PageResult.Failed(CallRules.Failure(call, System));
        }

        return answer.Body is { } body && ClientWorksFeed.Read(body, request, answer, options) is { } page
            ? page
            : new PageResult.Failed(CallRules.Nonsense(System));
    }

    // A dot or two would lead to another address.
    private static bool IsId(string id) => !string.IsNullOrWhiteSpace(id) && id is not ("." or "..");

    private async Task<Call> GetAsync(string path, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path);
        return await transport.SendAsync(request, Traits.Limits.AttemptTime, cancel);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(root + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return request;
    }
}
