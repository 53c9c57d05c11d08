using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Counterpart.Tests.Sandbox;

/// <summary>Receives the hub's posts, and refuses as many of them as it is told to.</summary>
internal sealed class PostReceiver : IAsyncDisposable
{
    private readonly Channel<(string Key, JsonArray Changes)> _posts = Channel.CreateUnbounded<(string, JsonArray)>();
    private readonly WebApplication _app;
    private int _refusals;

    private PostReceiver(int refusals)
    {
        _refusals = refusals;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1/changes/x";

    public static async Task<PostReceiver> StartAsync(int refusals = 0)
    {
        var receiver = new PostReceiver(refusals);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask<(string Key, JsonArray Changes)> NextAsync() => _posts.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "0";
            return;
        }
        await _posts.Writer.WriteAsync((context.Request.Headers.Authorization.ToString(), body!["changes"]!.AsArray()));
    }
}
