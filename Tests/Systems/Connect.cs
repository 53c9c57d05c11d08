using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;
using Xunit;

namespace Counterpart.Tests.Systems;

/// <summary>Connectors to fakes, and patches in few words.</summary>
internal static class Connect
{
    public const string Token = "token-in-the-clear";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static IConnector Wealthbox(FakeSystem system, TimeProvider? clock = null, string? taxIdField = null) =>
        new WealthboxFactory().Create(Options("https://wealthbox.test/v1", clock, taxIdField), Client(system));

    public static IConnector ClientWorks(FakeSystem system, TimeProvider? clock = null) =>
        new ClientWorksFactory().Create(Options("https://hub.test/hub/v1", clock, null), Client(system));

    public static async Task<SystemRecord> Found(IConnector connector, string id)
    {
        var read = Assert.IsType<ReadResult.Found>(await connector.ReadAsync(id, TestContext.Current.CancellationToken));
        return read.Record;
    }

    public static Task<WriteOutcome> Write(IConnector connector, RecordPatch patch, string id = "7") =>
        connector.WriteAsync(id, patch, Timeout, TestContext.Current.CancellationToken);

    public static RecordPatch Scalar(string path, string? value) => new()
    {
        Scalars = ImmutableSortedDictionary<string, FieldValue>.Empty.Add(path, FieldValue.Of(value)),
    };

    public static RecordPatch Rows(params RowPatch[] rows) => new() { Rows = [.. rows] };

    private static HttpClient Client(FakeSystem system) => new(system) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    internal static ConnectorOptions Options(string url, TimeProvider? clock = null, string? taxIdField = null)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (taxIdField is not null)
        {
            settings[WealthboxFactory.TaxIdField] = taxIdField;
        }

        return new ConnectorOptions(new Uri(url), Token, settings, digits => new SealedTaxId($"hash of {digits}", digits[^4..], "cipher"), clock ?? new ManualClock());
    }
}
