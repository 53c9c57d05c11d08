using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Faults;

internal sealed class FaultedCall(ISimulator simulator, FaultTable faults, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>Null closes the connection without an answer.</summary>
    public async Task<Reply?> RunAsync(FaultRequest fault, Call call, CancellationToken hangUp)
    {
        var delay = TimeSpan.FromMilliseconds(fault.DelayMs);
        switch (fault.Kind)
        {
            case FaultKind.Delay:
                // The request has arrived: it is applied even when its caller stops waiting for the answer.
                await Task.Delay(delay, clock, stopping);
                return simulator.Answer(call);
            case FaultKind.Fail:
                return Answer(fault, fault.Status ?? StatusCodes.Status500InternalServerError);
            case FaultKind.ApplyThenFail:
                simulator.Answer(call);
                return fault.Status is { } status ? Answer(fault, status) : null;
            case FaultKind.ApplyThenHang:
                var late = simulator.Answer(call);
                await Task.Delay(delay, clock, hangUp);
                return late;
            case FaultKind.DelayApply:
                _ = ApplyLaterAsync(call, delay);
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, hangUp);
                return null;
            case FaultKind.Limit:
                return simulator.Limited(Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)));
            case FaultKind.Hold:
                await faults.HoldAsync(call, stopping);
                return simulator.Answer(call);
            case FaultKind.Drop:
                return null;
            default:
                throw new InvalidOperationException($"No such fault: {fault.Kind}");
        }
    }

    private async Task ApplyLaterAsync(Call call, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, clock, stopping);
            simulator.Answer(call);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static Reply Answer(FaultRequest fault, int status) =>
        Reply.Text(status, fault.Body ?? """{"error":"internal error"}""", fault.ContentType ?? "application/json; charset=utf-8");
}
