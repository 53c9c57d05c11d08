using Counterpart.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Counterpart.Api;

/// <summary>
/// Sends traces and metrics over OTLP, when a standard setting names an endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, or one of its own for traces
/// or metrics. The other OTEL_ settings (protocol, headers, sampler, service name, intervals) are read by the exporter itself.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private readonly TracerProvider? traces;
    private readonly MeterProvider? metrics;

    private Telemetry(TracerProvider? traces, MeterProvider? metrics)
    {
        this.traces = traces;
        this.metrics = metrics;
    }

    public bool IsOn => traces is not null || metrics is not null;

    public static Telemetry Start(IConfiguration configuration)
    {
        var resource = ResourceBuilder.CreateDefault();
        if (configuration["OTEL_SERVICE_NAME"] is null)
        {
            resource.AddService("counterpart");
        }

        return new Telemetry(
            IsSet(configuration, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                ? Sdk.CreateTracerProviderBuilder()
                    .ConfigureServices(services => services.AddSingleton(configuration))
                    .SetResourceBuilder(resource)
                    .AddSource(NodeTraces.Name, GrainSpans.Source)
                    .AddProcessor(new GrainSpans())
                    .AddOtlpExporter()
                    .Build()
                : null,
            IsSet(configuration, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
                ? Sdk.CreateMeterProviderBuilder()
                    .ConfigureServices(services => services.AddSingleton(configuration))
                    .SetResourceBuilder(resource)
                    .AddMeter(NodeMetrics.Name)
                    .AddMeter("System.Runtime")
                    .AddOtlpExporter()
                    .Build()
                : null);
    }

    /// <summary>Sends what has not been sent yet.</summary>
    public void Flush()
    {
        traces?.ForceFlush();
        metrics?.ForceFlush();
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private static bool IsSet(IConfiguration configuration, string own) =>
        !string.IsNullOrWhiteSpace(configuration[own] ?? configuration[Endpoint])
        && !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);
}
