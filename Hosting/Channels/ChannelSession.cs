using System.Text.Json;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>
/// A channel while this node holds its lease: the capture's place and the calls spent, saved with every renewal. Calls are
/// reserved in the store before they are made, so that the next holder knows of them.
/// </summary>
internal sealed class ChannelSession : IDisposable
{
    private readonly IStore store;
    private readonly TimeProvider clock;
    private readonly TimeSpan duration;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource lost;
    private readonly string reading;
    private readonly int chunk;
    private CallBudget? budget;
    private int reserved;
    private DateTimeOffset reservedUntil;
    private DateTimeOffset pausedUntil;

    public ChannelSession(IStore store, Lease lease, SystemTraits traits, string reading, TimeProvider clock, TimeSpan duration, CancellationToken stopping)
    {
        this.store = store;
        this.clock = clock;
        this.duration = duration;
        Lease = lease;
        lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var saved = lease.State.IsEmpty ? new ChannelState() : JsonSerializer.Deserialize(lease.State.Span, HostJson.Default.ChannelState)!;
        this.reading = reading;
        Capture = saved.Reading == reading ? saved.Capture : new CaptureState();
        if (traits.BudgetCalls is { } limit)
        {
            chunk = Math.Clamp(limit / 30, 1, 100);
            budget = new CallBudget(limit, traits.BudgetWindow) { Buckets = saved.Spent };
        }
    }

    public Lease Lease { get; }

    /// <summary>Cancelled when the lease is lost or the node stops.</summary>
    public CancellationToken Lost => lost.Token;

    public CaptureState Capture { get; set; }

    /// <summary>Takes calls that may be made now; else tells when to ask again.</summary>
    /// <param name="keep">How many have to be left after it for more important calls.</param>
    public async Task<DateTimeOffset?> TryTakeAsync(int calls, int keep)
    {
        await gate.WaitAsync(Lost);
        try
        {
            var now = clock.GetUtcNow();
            if (pausedUntil > now)
            {
                return pausedUntil;
            }

            if (budget is null)
            {
                return null;
            }

            if (reservedUntil <= now)
            {
                reserved = 0;
            }

            if (reserved < calls && !await ReserveAsync(now, calls, keep))
            {
                var free = budget.FreeAt(now, calls + keep);
                return free > now ? free : now + TimeSpan.FromSeconds(1);
            }

            reserved -= calls;
            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Calls that were taken and not made may be made by others, while their reservation lasts.</summary>
    public async Task GiveBackAsync(int calls)
    {
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            if (budget is not null && reservedUntil > clock.GetUtcNow())
            {
                reserved += calls;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Waits until a call may be made.</summary>
    public async Task TakeAsync(int keep)
    {
        while (await TryTakeAsync(1, keep) is { } at)
        {
            await Task.Delay(Positive(at - clock.GetUtcNow()), clock, Lost);
        }
    }

    /// <summary>The system asked to wait, or is not to be reached.</summary>
    public void Pause(CallFailure failure, int failures)
    {
        var now = clock.GetUtcNow();
        var until = now + (failure.RetryAfter ?? Backoff.Delay(failures, Lease.System));
        pausedUntil = until > pausedUntil ? until : pausedUntil;
    }

    /// <summary>Prolongs the lease and saves. False, and <see cref="Lost"/> is cancelled, when another node has it.</summary>
    public async Task<bool> SaveAsync()
    {
        await gate.WaitAsync(Lost);
        try
        {
            return await WriteAsync(Lost);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends what runs under the session; before a clean stop its state is saved.</summary>
    public async Task EndAsync()
    {
        if (!lost.IsCancellationRequested)
        {
            await lost.CancelAsync();
        }

        await gate.WaitAsync(CancellationToken.None);
        try
        {
            await WriteAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // What was saved last is never less than what was spent.
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        gate.Dispose();
        lost.Dispose();
    }

    private async Task<bool> ReserveAsync(DateTimeOffset now, int calls, int keep)
    {
        var left = budget!.Left(now);
        var wanted = Math.Min(Math.Max(calls - reserved, chunk), left - keep);
        if (wanted < calls - reserved || budget.Reserve(now, wanted) is not { } next)
        {
            return false;
        }

        budget = next;
        if (!await WriteAsync(Lost))
        {
            return false;
        }

        reserved += wanted;
        reservedUntil = CallBudget.ReservedUntil(now);
        return true;
    }

    private async Task<bool> WriteAsync(CancellationToken cancel)
    {
        var state = new ChannelState { Reading = reading, Capture = Capture, Spent = budget?.Buckets ?? [] };
        if (await store.SaveChannelAsync(Lease, duration, JsonSerializer.SerializeToUtf8Bytes(state, HostJson.Default.ChannelState), cancel))
        {
            return true;
        }

        await lost.CancelAsync();
        return false;
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(1);
}
