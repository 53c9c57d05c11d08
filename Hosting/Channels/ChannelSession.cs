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
    private readonly string reading;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim? callers;
    private readonly CancellationTokenSource lost;
    private readonly SharedCallMeter meter;

    public ChannelSession(
        IStore store, Lease lease, string dataEpoch, SystemTraits traits, string reading, TimeProvider clock, TimeSpan duration, CancellationToken stopping)
    {
        this.store = store;
        this.clock = clock;
        this.duration = duration;
        this.reading = reading;
        Lease = lease;
        DataEpoch = dataEpoch;
        lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var saved = ChannelState.Read(lease.State.Span);

        // A pass that was under way begins anew: what was put aside in it is not saved.
        Capture = saved.Reading == reading ? ChangeCapture.Abandon(saved.Capture) : new CaptureState();
        Sweep = saved.Reading == reading ? saved.Sweep with { Start = null, Next = null, Read = 0 } : new SweepState();
        PassedIn = saved.PassedIn;
        Brake = saved.Brake;
        Known = new SharedKnownContent(traits.Limits.ReadLag);
        meter = new SharedCallMeter(lease.System, traits.Windows, saved);
        callers = traits.Concurrency is { } most ? new SemaphoreSlim(most, most) : null;
        Context = new CommandContext($"channel:{lease.System}", Lease: new LeaseStamp(lease.Firm, lease.System, lease.Token));
    }

    /// <summary>What the system's records were like when the links last took them over.</summary>
    public SharedKnownContent Known { get; }

    public Lease Lease { get; }

    /// <summary>As whom the channel asks links; refused once the lease has passed on.</summary>
    public CommandContext Context { get; }

    /// <summary>Cancelled when the lease is lost or the node stops.</summary>
    public CancellationToken Lost => lost.Token;

    public CaptureState Capture { get; set; }

    public SweepState Sweep { get; set; }

    /// <summary>The store's, as of the session's start.</summary>
    public string DataEpoch { get; }

    /// <summary>See <see cref="ChannelState.PassedIn"/>.</summary>
    public string? PassedIn { get; set; }

    /// <summary>While it stands nothing is pushed.</summary>
    public Brake? Brake { get; set; }

    public CallBudget? Budget => meter.Budget;

    /// <summary>What would be saved now.</summary>
    public ChannelState State() =>
        meter.Write(new ChannelState { Reading = reading, Capture = Capture, PassedIn = PassedIn, Sweep = Sweep, Brake = Brake }, clock.GetUtcNow());

    /// <summary>Takes calls that may be made now; else tells when to ask again.</summary>
    public async Task<DateTimeOffset?> TryTakeAsync(int calls, CallKind kind)
    {
        await gate.WaitAsync(Lost);
        try
        {
            var now = clock.GetUtcNow();
            if (meter.TryTake(now, calls, kind, out var mustSave) is { } later)
            {
                return later;
            }

            if (mustSave && !await WriteAsync(Lost))
            {
                return now + TimeSpan.FromSeconds(1);
            }

            // Saved so late that they would be made in another bucket than they are counted in.
            return CallBudget.ReservedUntil(now) > clock.GetUtcNow() ? null : clock.GetUtcNow();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Waits until a call may be made.</summary>
    public async Task TakeAsync(CallKind kind)
    {
        while (await TryTakeAsync(1, kind) is { } at)
        {
            // Looked at again now and then: the vendor's counters may have been too low, and a call that succeeds closes the circuit.
            await Task.Delay(Bounded(at - clock.GetUtcNow()), clock, Lost);
        }
    }

    public void GiveBack(int calls) => meter.GiveBack(clock.GetUtcNow(), calls);

    /// <summary>Makes a call that was taken: never more at once than the vendor allows.</summary>
    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        await (callers?.WaitAsync(Lost) ?? Task.CompletedTask);
        meter.Began();
        try
        {
            return await call();
        }
        finally
        {
            meter.Ended();
            callers?.Release();
        }
    }

    public void Succeeded() => meter.Succeeded(clock.GetUtcNow());

    public void Failed(CallFailure failure) => meter.Failed(clock.GetUtcNow(), failure);

    /// <summary>Calls are made again as if none had failed.</summary>
    public void ForgetFailures() => meter.ForgetFailures();

    public void Tell(VendorCounters counters) => meter.Tell(clock.GetUtcNow(), counters);

    public bool HasPlenty(TimeSpan pace) => meter.HasPlenty(clock.GetUtcNow(), pace);

    public void Planned(PollNeeds needs, TimeSpan interval) => meter.Planned(clock.GetUtcNow(), needs, interval);

    /// <summary>Another node has the lease: everything under this session ends.</summary>
    public Task LoseAsync() => lost.CancelAsync();

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
        callers?.Dispose();
    }

    private async Task<bool> WriteAsync(CancellationToken cancel)
    {
        if (await store.SaveChannelAsync(Lease, duration, ChannelState.Write(State()), cancel))
        {
            return true;
        }

        await lost.CancelAsync();
        return false;
    }

    private static TimeSpan Bounded(TimeSpan wait)
    {
        var most = TimeSpan.FromSeconds(1);
        return wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait > most ? most : wait;
    }
}
