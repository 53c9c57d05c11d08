using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Calls, and what becomes of them on their way.</summary>
internal sealed partial class Channel
{
    /// <summary>Makes a call that was taken, and waits for its answer or for the time to give it up.</summary>
    private IEnumerator<Wait> Call(VendorCall call, TimeSpan timeout)
    {
        var sent = world.Now;
        call.StartedAt = Now;
        var isWrite = call.Patch is not null;
        var there = world.Network.Vendor();
        var back = world.Network.Vendor();
        if (world.Faults.Strikes(FaultKind.LostBefore))
        {
            yield return timeout;
            call.EndedAt = Now;
            yield break;
        }

        if (isWrite && world.Faults.Strikes(FaultKind.VeryLate))
        {
            // Against the vendor's word.
            Send(call, timeout + traits.Limits.WriteLatency + world.Network.Seconds(3, 240));
            yield return timeout;
            call.EndedAt = Now;
            yield break;
        }

        if (isWrite && world.Faults.Strikes(FaultKind.Late))
        {
            // The vendor's word: not later than its latency after the deadline.
            Send(call, timeout + (world.Network.Seconds(0, 0.95) * traits.Limits.WriteLatency.TotalSeconds));
            yield return timeout;
            call.EndedAt = Now;
            yield break;
        }

        back += world.Faults.Strikes(FaultKind.Slow) ? world.Network.Seconds(0.5, timeout.TotalSeconds * 0.8) : TimeSpan.Zero;
        var answered = there + back < timeout && !world.Faults.Strikes(FaultKind.LostAfter);
        Send(call, there);
        yield return answered ? there + back : timeout;
        if (!answered)
        {
            call.Answer = VendorAnswer.None;
        }

        call.EndedAt = Now;
        if (world.IsTraced)
        {
            world.Tell($"{node.Name} {traits.System} {(call.Page?.ToString() ?? (isWrite ? "write " : "read ") + call.Record)} -> {call.Answer} after {(world.Now - sent).TotalSeconds:0.000}s");
        }
    }

    private void Send(VendorCall call, TimeSpan there)
    {
        if (call.Patch is not null)
        {
            vendor.OnTheirWay++;
        }

        // What is worked on late was received, and counted, in time.
        var soon = TimeSpan.FromMilliseconds(80);
        if (there > soon)
        {
            world.Timeline.After(soon, vendor.Receive);
        }

        world.Timeline.After(there, () =>
        {
            if (there <= soon)
            {
                vendor.Receive();
            }

            if (call.Patch is not null)
            {
                vendor.OnTheirWay--;
            }

            vendor.Handle(call);
        });
    }

    /// <summary>Notes how a call went, for the circuit and the vendor's wishes.</summary>
    private void Note(VendorCall call)
    {
        switch (call.Answer)
        {
            case VendorAnswer.Limited:
                meter.Limited(Now, call.RetryAfter, Failure(call));
                break;
            case VendorAnswer.None or VendorAnswer.Unavailable:
                meter.Unreachable(Now, Failure(call));
                break;
            default:
                meter.Succeeded(Now);
                break;
        }
    }

    private ChannelFailure Failure(VendorCall call) => new(Now, "unavailable", call.Answer.ToString());
}
