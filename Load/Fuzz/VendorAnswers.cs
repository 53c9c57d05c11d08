using System.Net;
using System.Net.Http.Headers;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Load.Fuzz;

/// <summary>Bytes as an outside system's answer to every kind of call; the connector tells what it is, or that the call failed.</summary>
internal static class VendorAnswers
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch.AddYears(56);

    /// <summary>Pages of a system that lists its records, and of one that has a feed.</summary>
    public static readonly IReadOnlyList<PageRequest> Lists =
        [new PageRequest.All(), new PageRequest.UpdatedSince(Time.AddHours(-1)), new PageRequest.DeletedSince(Time.AddHours(-1)), new PageRequest.Newest(Time.AddHours(-1), 10)];

    public static readonly IReadOnlyList<PageRequest> Feed = [new PageRequest.Feed(0)];

    public static Decoder Of(string name, IConnectorFactory factory, IReadOnlyList<PageRequest> pages) => new(name, bytes =>
    {
        using var vendor = new SameAnswer(bytes);
        using var http = new HttpClient(vendor);
        var connector = factory.Create(
            new ConnectorOptions(new Uri("https://vendor.example/v1"), "token", Settings, digits => new SealedTaxId($"hash of {digits}", digits[^Math.Min(4, digits.Length)..], "cipher"), new StandingClock()), http);
        return Read(connector, pages) ? bytes : null;
    });

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal) { ["taxIdField"] = "Tax ID" };

    /// <returns>Whether any call made something of it.</returns>
    private static bool Read(IConnector connector, IReadOnlyList<PageRequest> pages)
    {
        var reached = Done(connector.ProbeAsync(CancellationToken.None)) is ProbeResult.Reached;
        reached |= Done(connector.ReadAsync("20001", CancellationToken.None)) is ReadResult.Found { Record: var record } && Keeps(record);
        foreach (var request in pages)
        {
            if (Done(connector.ReadPageAsync(request, CancellationToken.None)) is PageResult.Page page)
            {
                reached |= page.Records.All(Keeps) && page.Records.Length > 0;
            }
        }

        return reached;
    }

    /// <summary>What the directory would keep of a record is what it gives back.</summary>
    private static bool Keeps(SystemRecord record)
    {
        var kept = DirectoryContent.Write(record, Time, Time);
        var content = DirectoryContent.Read(kept);
        var again = DirectoryContent.Write(record with { Content = new RecordContent { Scalars = content.Scalars, Lists = content.Lists } }, Time, Time);
        return again.AsSpan().SequenceEqual(kept) ? true : throw new InvalidOperationException($"The record {record.Id} is kept as another.");
    }

    // Nothing is waited for: the answer is there.
    private static T Done<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private sealed class SameAnswer(byte[] bytes) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } });
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Time;
    }
}
