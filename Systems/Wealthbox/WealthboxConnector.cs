using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Systems.Wealthbox;

/// <summary>Contacts of one Wealthbox workspace, over its REST API (dev.wealthbox.com).</summary>
public sealed class WealthboxConnector : IConnector
{
    private const string System = WealthboxFactory.Name;

    private readonly ConnectorOptions options;
    private readonly Transport transport;
    private readonly string root;

    public WealthboxConnector(ConnectorOptions options, HttpClient http)
    {
        this.options = options;
        transport = new Transport(http, options.Clock, options.Told);
        root = options.BaseUrl.AbsoluteUri.TrimEnd('/');
    }

    public SystemTraits Traits => WealthboxFactory.Facts;

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancel)
    {
        using var call = await GetAsync("/me", cancel);
        if (call is not Call.Answered { IsSuccess: true } answer)
        {
            return new ProbeResult.Failed(CallRules.Failure(call, System));
        }

        return answer.Body is { } me && WealthboxWorkspace.Of(me) is { } workspace
            ? new ProbeResult.Reached(workspace.Id, workspace.Name)
            : new ProbeResult.Failed(CallRules.Nonsense(System));
    }

    public async Task<ReadResult> ReadAsync(string id, CancellationToken cancel)
    {
        if (!IsId(id))
        {
            return new ReadResult.Failed(new CallFailure(FailureKind.Rejected, $"{System}: not an id of a contact"));
        }

        using var call = await GetAsync($"/contacts/{id}", cancel);
        switch (call)
        {
            case Call.Answered { IsSuccess: true, Body: { } body } answer when WealthboxContact.Read(body, options) is { } record:
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
            return new WriteOutcome.Refused(null, $"{System}: not an id of a contact");
        }

        if (PatchWriter.Unmapped(patch, WealthboxFields.Contact) is { } path)
        {
            return new WriteOutcome.Refused(path, $"{System} has no such field");
        }

        using var request = Request(HttpMethod.Put, $"/contacts/{id}");
        request.Content = new JsonBody(PatchWriter.Write(patch, WealthboxFields.Contact));
        using var call = await transport.SendAsync(request, timeout, cancel);
        return call switch
        {
            // Success is the record in the answer: without it nobody knows what was written.
            Call.Answered { IsSuccess: true, Body: { } body } when WealthboxContact.Read(body, options) is { } record && record.Id == id =>
                new WriteOutcome.Applied(record),
            Call.Answered answer when CallRules.Outcome(call, System) is null =>
                new WriteOutcome.Refused(
                    RefusedPath.Find(answer.Body, patch, WealthboxFields.Contact), $"{System} refused it ({answer.Status})"),
            _ => CallRules.Outcome(call, System)!,
        };
    }

    public async Task<PageResult> ReadPageAsync(PageRequest request, CancellationToken cancel)
    {
        using var call = await GetAsync(WealthboxPages.Query(request), cancel);
        if (call is not Call.Answered { IsSuccess: true } answer)
        {
            return new PageResult.Failed(CallRules.Failure(call, System));
        }

        return answer.Body is { } body && WealthboxPages.Read(body, request, answer, options) is { } page
            ? page
            : new PageResult.Failed(CallRules.Nonsense(System));
    }

    private static bool IsId(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private async Task<Call> GetAsync(string path, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path);
        return await transport.SendAsync(request, Traits.Limits.AttemptTime, cancel);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(root + path));
        request.Headers.TryAddWithoutValidation("ACCESS_TOKEN", options.Token);
        return request;
    }
}
