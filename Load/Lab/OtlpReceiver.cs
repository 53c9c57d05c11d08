using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Counterpart.Load.Lab;

/// <summary>Takes OTLP over HTTP (protobuf), and keeps what it got. Texts stand in protobuf as they are, in UTF-8.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public ConcurrentQueue<string> Traces { get; } = new();

    public ConcurrentQueue<string> Metrics { get; } = new();

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var receiver = new OtlpReceiver(server);
        server.MapPost("/v1/traces", context => KeepAsync(context, receiver.Traces));
        server.MapPost("/v1/metrics", context => KeepAsync(context, receiver.Metrics));
        await server.StartAsync(cancel);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task KeepAsync(HttpContext context, ConcurrentQueue<string> kept)
    {
        if (context.Request.ContentType != "application/x-protobuf")
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        kept.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
