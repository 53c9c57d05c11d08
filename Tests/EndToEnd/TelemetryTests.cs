using Counterpart.Api;
using Counterpart.Load.Lab;
using Microsoft.Extensions.Configuration;

namespace Counterpart.Tests.EndToEnd;

public abstract class TelemetryTests(ProductHosting hosting)
{
    private static readonly string[] Spans = ["POST /v1/links", "decide", "commit", "push", "counterpart.command", "service.name"];
    private static readonly string[] Instruments = ["counterpart.commit.commands", "counterpart.http.duration", "counterpart.link.values.written"];
    private static readonly string[] Secrets = ["CW-10000", "20001", "Aardvark", "cpk_"];

    /// <summary>What the host adds to the trace of a request.</summary>
    protected virtual IEnumerable<string> HostSpans => [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Telemetry_WithAnEndpoint_SendsSpansAndMetricsWithoutClients()
    {
        await using var receiver = await OtlpReceiver.StartAsync(Cancel);
        using (var telemetry = Telemetry.Start(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"))))
        {
            Assert.True(telemetry.IsOn);
            await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
            var pair = Pair.Of(1);
            await product.LinkedAsync(pair.Client);
            await product.Hub.EditAsync(pair.Client, new { employer = "Aardvark Ltd" });
            await product.Admin.UntilAsync(pair.Client, link => link.IsAgreed && link.Partnered("employer") == "Aardvark Ltd");
            telemetry.Flush();
        }

        var traces = string.Concat(receiver.Traces);
        Assert.All(Spans.Concat(HostSpans), name => Assert.Contains(name, traces, StringComparison.Ordinal));
        var metrics = string.Concat(receiver.Metrics);
        Assert.All(Instruments, name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(
            Secrets,
            secret => Assert.DoesNotContain(secret, traces + metrics, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://127.0.0.1:1", "true")]
    public void Telemetry_NotAskedFor_IsOff(string? endpoint, string? disabled)
    {
        using var telemetry = Telemetry.Start(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_SDK_DISABLED", disabled)));
        Assert.False(telemetry.IsOn);
    }

    private static IConfiguration Settings(params (string Name, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Name, value.Value)))
        .Build();
}

public sealed class TelemetryOnFileTests() : TelemetryTests(ProductHosting.InProcess);
