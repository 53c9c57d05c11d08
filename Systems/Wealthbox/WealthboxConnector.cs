using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Systems.Wealthbox;

/// <summary>Contacts of one Wealthbox workspace, over its REST API (dev.wealthbox.com).</summary>
public sealed class WealthboxConnector : IConnector
{
    private const string System = WealthboxFactory.Name;

    private readonly ConnectorOptions options;
    private readonly RecordCalls calls;

    public WealthboxConnector(ConnectorOptions options, HttpClient http)
    {
        this.options = options;
        calls = new RecordCalls(
            Traits,
            WealthboxFields.Contact,
            options,
            http,
            contact => WealthboxContact.Read(contact, options),
            headers => headers.TryAddWithoutValidation("ACCESS_TOKEN", options.Token));
    }

    public SystemTraits Traits => WealthboxFactory.Facts;

    public Task<ProbeResult> ProbeAsync(CancellationToken cancel) => calls.ProbeAsync(
        "/me", me => WealthboxWorkspace.Of(me) is { } workspace ? new ProbeResult.Reached(workspace.Id, workspace.Name) : null, cancel);

    public async Task<ReadResult> ReadAsync(string id, CancellationToken cancel) => IsId(id)
        ? await calls.ReadAsync($"/contacts/{id}", cancel)
        : new ReadResult.Failed(new CallFailure(FailureKind.Rejected, $"{System}: not an id of a contact"));

    public async Task<WriteOutcome> WriteAsync(string id, RecordPatch patch, TimeSpan timeout, CancellationToken cancel) => IsId(id)
        ? await calls.WriteAsync(HttpMethod.Put, $"/contacts/{id}", id, patch, condition: null, timeout, cancel)
        : new WriteOutcome.Refused(null, $"{System}: not an id of a contact");

    public Task<PageResult> ReadPageAsync(PageRequest request, CancellationToken cancel) =>
        calls.ReadPageAsync(WealthboxPages.Query(request), (body, answer) => WealthboxPages.Read(body, request, answer, options), cancel);

    private static bool IsId(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
