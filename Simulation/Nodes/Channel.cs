using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A channel while a node holds its lease, or thinks so.</summary>
internal sealed partial class Channel
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(15);

    private readonly World world;
    private readonly Node node;
    private readonly Vendor vendor;
    private readonly VendorTraits traits;
    private readonly Lease lease;
    private readonly CallMeter meter;
    private readonly KnownContent known;
    private bool isSaving;
    private Signal saved;

    public Channel(World world, Node node, Vendor vendor, Lease lease)
    {
        this.world = world;
        this.node = node;
        this.vendor = vendor;
        this.lease = lease;
        traits = vendor.Traits;
        Lost = new Signal(world.Timeline);
        saved = new Signal(world.Timeline);
        known = new KnownContent(traits.Limits.ReadLag);

        // A pass that was under way begins anew: what was put aside in it is not saved.
        Capture = ChangeCapture.Abandon(lease.State.Capture);
        Sweeping = lease.State.Sweep with { Start = null, Next = null, Read = 0 };
        Brake = lease.State.Brake;
        var budget = traits.Windows.IsEmpty ? null
            : (world.Defect.SharesBudget ? lease.State.Budget : null) ?? new CallBudget(traits.Windows);
        meter = new CallMeter(traits.System, budget, lease.State.Health, []);
    }

    /// <summary>Set when another node has the lease: everything under it ends.</summary>
    public Signal Lost { get; }

    private Side Side => traits.Side;

    private CaptureTraits CaptureTraits => world.Defect.Traits(traits.Capture);

    private DateTimeOffset Now => node.Clock.Now;

    private CaptureState Capture { get; set; }

    private SweepState Sweeping { get; set; }

    private Brake? Brake { get; set; }

    public IEnumerable<IEnumerator<Wait>> Loops() => [Renew(), CaptureLoop(), SweepLoop(), PushLoop()];

    private IEnumerator<Wait> Renew()
    {
        while (!Lost.IsSet)
        {
            yield return LeaseTime / 3;
            yield return Wait.For(Save());
        }
    }

    /// <summary>Prolongs the lease and saves, one at a time.</summary>
    private IEnumerator<Wait> Save()
    {
        while (isSaving)
        {
            yield return saved;
        }

        isSaving = true;
        saved = new Signal(world.Timeline);
        yield return world.Network.Store();
        while (world.Store.IsDown)
        {
            yield return TimeSpan.FromMilliseconds(300);
        }

        meter.Settle(Now);
        var state = new SavedChannel { Capture = Capture, Sweep = Sweeping, Budget = meter.Budget, Health = meter.Health, Brake = Brake };
        if (!world.Store.Save(lease, LeaseTime, state))
        {
            Lost.Set();
        }

        isSaving = false;
        saved.Set();
    }

    /// <summary>Waits until calls may be made, and what was reserved for them is saved.</summary>
    private IEnumerator<Wait> Take(CallKind kind)
    {
        while (!Lost.IsSet)
        {
            while (isSaving)
            {
                yield return saved;
            }

            var takenAt = Now;
            if (meter.TryTake(takenAt, 1, kind, out var mustSave) is { } later)
            {
                var wait = later - Now;
                yield return wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait > TimeSpan.FromSeconds(30) ? TimeSpan.FromSeconds(30) : wait;
                continue;
            }

            if (mustSave && world.Defect.SavesReservations)
            {
                yield return Wait.For(Save());
            }

            if (CallBudget.ReservedUntil(takenAt) > Now)
            {
                yield break;
            }
        }
    }

    private IEnumerator<Wait> Tell(Question question)
    {
        yield return Wait.For(node.Host.Ask(question));
        if (question.End == QuestionEnd.LeaseLost)
        {
            Lost.Set();
        }
    }

    /// <summary>For a pass, which cannot go on without: where the store is down the channel starts over.</summary>
    private IEnumerator<Wait> MustTell(Question question)
    {
        yield return Wait.For(Tell(question));
        if (question.End == QuestionEnd.Unavailable)
        {
            Lost.Set();
        }
    }
}
