using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Counterpart.Hosting;
using Counterpart.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Counterpart.Api;

/// <summary>Answers with a listener's events, for as long as it listens and may: server-sent events, WHATWG HTML, 9.2.</summary>
internal sealed class EventStream(EventListener listener, StreamCheck check, EventOptions options, TimeProvider clock, CancellationToken stopping) : IResult
{
    public const string ContentType = "text/event-stream";

    private const int FlushAt = 32 * 1024;
    private static readonly byte[] Heartbeat = ": heartbeat\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var own = listener;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = JsonAnswer.NoStore;

        // Asks proxies not to hold the stream back; nginx reads it.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await SendAsync(httpContext, response.BodyWriter, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The caller left, or the node stops.
        }
        catch (Exception fault) when (fault is StoreUnavailableException or InvalidDataException)
        {
            // Nothing was skipped: the listener comes again with its position.
        }
    }

    private async Task SendAsync(HttpContext context, PipeWriter body, CancellationTokenSource ending)
    {
        var shown = listener.Position;
        Write(body, listener.Reset is null ? "ready" : "reset", shown, new EventStart(shown.ToString(), listener.Reset), ApiJson.Types.EventStart);
        var next = listener.NextAsync(ending.Token);
        var beat = clock.GetUtcNow() + options.HeartbeatEvery;
        while (await FlushAsync(context, body, ending))
        {
            if (!await WaitAsync(next, ending.Token))
            {
                if (!await check.StillMayAsync(ending.Token))
                {
                    break;
                }

                if (clock.GetUtcNow() >= beat)
                {
                    Beat(body, ref shown);
                    beat = clock.GetUtcNow() + options.HeartbeatEvery;
                }

                continue;
            }

            if (!await check.StillMayAsync(ending.Token) || await next is not { } records)
            {
                break;
            }

            foreach (var record in records)
            {
                shown = listener.Position with { Seq = record.Seq };
                Write(body, "link", shown, EventAnswer.Of(record), ApiJson.Types.EventAnswer);
                if (body.UnflushedBytes > FlushAt && !await FlushAsync(context, body, ending))
                {
                    return;
                }
            }

            beat = records.Count > 0 ? clock.GetUtcNow() + options.HeartbeatEvery : beat;
            next = listener.NextAsync(ending.Token);
        }

        await ending.CancelAsync();
        await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>False when it is time to look at something else.</summary>
    private async Task<bool> WaitAsync(Task news, CancellationToken cancel)
    {
        if (!news.IsCompleted)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var pause = options.CheckEvery < options.HeartbeatEvery ? options.CheckEvery : options.HeartbeatEvery;
            await Task.WhenAny(news, Task.Delay(pause, clock, enough.Token));
            await enough.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }

        return news.IsCompleted;
    }

    /// <summary>An id without data moves the listener's position on, and is no event for it.</summary>
    private void Beat(PipeWriter body, ref EventPosition shown)
    {
        if (shown != listener.Position)
        {
            shown = listener.Position;
            body.Write(Encoding.UTF8.GetBytes($"id: {shown}\n"));
        }

        body.Write(Heartbeat);
    }

    /// <summary>False when the listener does not take what is written to it.</summary>
    private async Task<bool> FlushAsync(HttpContext context, PipeWriter body, CancellationTokenSource ending)
    {
        using var limit = new CancellationTokenSource(options.WriteLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, limit.Token);
        try
        {
            return !(await body.FlushAsync(either.Token)).IsCompleted;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            context.Abort();
            return false;
        }
    }

    private static void Write<T>(PipeWriter body, string name, EventPosition position, T data, JsonTypeInfo<T> type)
    {
        body.Write(Encoding.UTF8.GetBytes($"id: {position}\nevent: {name}\ndata: "));
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = type.Options.Encoder }))
        {
            JsonSerializer.Serialize(writer, data, type);
        }

        body.Write("\n\n"u8);
    }
}
