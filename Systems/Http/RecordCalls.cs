using System.Net.Http.Headers;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>The calls to a system that keeps records as JSON, each under an address of its own, and what their answers mean.</summary>
/// <param name="read">Makes a record of its JSON; null when it is none.</param>
/// <param name="sign">Puts the credential into a request.</param>
internal sealed class RecordCalls(
    SystemTraits traits,
    SystemFields fields,
    ConnectorOptions options,
    HttpClient http,
    Func<JsonElement, SystemRecord?> read,
    Action<HttpRequestHeaders> sign)
{
    private readonly Transport transport = new(http, options.Clock, options.Told);
    private readonly string root = options.BaseUrl.AbsoluteUri.TrimEnd('/');

    /// <param name="reached">Whose data it is by the answer; null when it does not say.</param>
    public async Task<ProbeResult> ProbeAsync(string path, Func<JsonElement, ProbeResult?> reached, CancellationToken cancel)
    {
        using var call = await GetAsync(path, cancel);
        return call is not Call.Answered { IsSuccess: true } answer
            ? new ProbeResult.Failed(CallRules.Failure(call, traits.System))
            : (answer.Body is { } me ? reached(me) : null) ?? new ProbeResult.Failed(CallRules.Nonsense(traits.System));
    }

    public async Task<ReadResult> ReadAsync(string path, CancellationToken cancel)
    {
        using var call = await GetAsync(path, cancel);
        switch (call)
        {
            case Call.Answered { IsSuccess: true, Body: { } body } answer when read(body) is { } record:
                return new ReadResult.Found(record, answer.StartedAt, answer.EndedAt);
            case Call.Answered { Status: 404 or 410 } answer:
                return new ReadResult.Gone(GoneReason.Deleted, answer.StartedAt, answer.EndedAt);
            case Call.Answered { Status: 403 } answer:
                return new ReadResult.Gone(GoneReason.AccessLost, answer.StartedAt, answer.EndedAt);
            default:
                return new ReadResult.Failed(CallRules.Failure(call, traits.System));
        }
    }

    /// <param name="condition">Says under which condition the system may write, where it can.</param>
    public async Task<WriteOutcome> WriteAsync(
        HttpMethod method, string path, string id, RecordPatch patch, Action<HttpRequestHeaders>? condition, TimeSpan timeout, CancellationToken cancel)
    {
        if (PatchWriter.Unmapped(patch, fields) is { } unmapped)
        {
            return new WriteOutcome.Refused(unmapped, $"{traits.System} has no such field");
        }

        using var request = Request(method, path);
        request.Content = new JsonBody(PatchWriter.Write(patch, fields));
        condition?.Invoke(request.Headers);
        using var call = await transport.SendAsync(request, timeout, cancel);
        return call switch
        {
            // Success is the record in the answer: without it nobody knows what was written.
            Call.Answered { IsSuccess: true, Body: { } body } when read(body) is { } record && record.Id == id => new WriteOutcome.Applied(record),

            // 428: the revision was not known. Either way the record has to be read again first.
            Call.Answered { Status: 412 or 428 } when traits.ConditionalWrites => new WriteOutcome.Conflicted(),
            Call.Answered answer when CallRules.Outcome(call, traits.System) is null =>
                new WriteOutcome.Refused(RefusedPath.Find(answer.Body, patch, fields), $"{traits.System} refused it ({answer.Status})"),
            _ => CallRules.Outcome(call, traits.System)!,
        };
    }

    /// <param name="page">Makes a page of the answer; null when it is none.</param>
    public async Task<PageResult> ReadPageAsync(string path, Func<JsonElement, Call.Answered, PageResult?> page, CancellationToken cancel)
    {
        using var call = await GetAsync(path, cancel);
        return call is not Call.Answered { IsSuccess: true } answer
            ? new PageResult.Failed(CallRules.Failure(call, traits.System))
            : (answer.Body is { } body ? page(body, answer) : null) ?? new PageResult.Failed(CallRules.Nonsense(traits.System));
    }

    private async Task<Call> GetAsync(string path, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path);
        return await transport.SendAsync(request, traits.Limits.AttemptTime, cancel);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(root + path));
        sign(request.Headers);
        return request;
    }
}
