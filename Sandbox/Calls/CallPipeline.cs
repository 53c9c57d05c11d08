using Counterpart.Sandbox.Faults;
using Counterpart.Sandbox.Journal;

namespace Counterpart.Sandbox.Calls;

/// <summary>What every call passes: the log, the token, the call limit, the faults, and then the simulator.</summary>
internal sealed class CallPipeline(ISimulator simulator, SystemLog log, CallLimit limit, FaultTable faults, TimeProvider clock)
{
    private const long LargestBody = 4 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        var caller = simulator.Identify(request.Headers);
        var entry = log.Begin(caller ?? Caller.Unknown, request.Method, path, request.QueryString.Value ?? "", simulator.RecordOf(path));
        try
        {
            var body = await ReadAsync(request, context.RequestAborted);
            var ifMatch = request.Headers.IfMatch is [{ } first, ..] ? first : null;
            var call = new Call(entry.Seq, caller ?? Caller.Unknown, request.Method, path, request.QueryString.Value ?? "", ifMatch, body);
            using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            var reply = caller is null ? simulator.Unauthorized() : await DecideAsync(call, stopping, hangUp.Token);
            if (reply is null)
            {
                context.Abort();
                return;
            }
            entry.Status = reply.Status;
            Count(call.Caller, context.Response.Headers);
            await reply.WriteAsync(context.Response, hangUp.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
        finally
        {
            entry.EndedAt = clock.GetUtcNow();
        }
    }

    private async Task<Reply?> DecideAsync(Call call, CancellationToken stopping, CancellationToken hangUp)
    {
        if (limit.Refuse(call.Caller) is { } seconds)
            return simulator.Limited(seconds);
        try
        {
            if (faults.Take(call) is not { } fault)
                return simulator.Answer(call);
            return await new FaultedCall(simulator, faults, clock, stopping).RunAsync(fault, call, hangUp);
        }
        finally
        {
            limit.End(call.Caller);
        }
    }

    private void Count(Caller caller, IHeaderDictionary headers)
    {
        var (minute, day) = limit.Left(caller);
        if (minute is { } inMinute)
            headers["X-MinLimit-Remaining"] = Math.Max(0, inMinute).ToString();
        if (day is { } inDay)
            headers["X-DayLimit-Remaining"] = Math.Max(0, inDay).ToString();
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
            return [];
        using var memory = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, LargestBody));
        await request.Body.CopyToAsync(memory, cancellation);
        return memory.ToArray();
    }
}
