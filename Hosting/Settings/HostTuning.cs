using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>What an operator may set for the whole process; section <c>Counterpart</c> of the configuration.</summary>
public sealed class HostTuning
{
    /// <summary>How long after its last change a value waits before it is pushed.</summary>
    public TimeSpan Debounce { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a channel's lease lasts without being renewed.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Hosts, addresses and networks (<c>10.1.0.0/16</c>) that are not public, and that connections to systems may lead to all the same.</summary>
    public List<string> InternalHosts { get; } = [];

    /// <summary>When there are any, connections to systems may lead to these hosts only, and to <see cref="InternalHosts"/>.</summary>
    public List<string> VendorHosts { get; } = [];

    /// <summary>Where the data is.</summary>
    public StoreTuning Store { get; } = new();

    /// <summary>Exceptions from a system's own facts, by its name.</summary>
    public Dictionary<string, SystemTuning> Systems { get; } = new(StringComparer.Ordinal);

    /// <summary>The first setting that can't be right, with what it must be; null when there is none.</summary>
    public string? Fault(Func<string, bool> isSystem)
    {
        if (Debounce < TimeSpan.Zero || Debounce > TimeSpan.FromMinutes(1))
        {
            return $"{nameof(Debounce)} must be from 0 to 1 minute.";
        }

        if (Lease < TimeSpan.FromSeconds(1) || Lease > TimeSpan.FromMinutes(10))
        {
            return $"{nameof(Lease)} must be from 1 second to 10 minutes.";
        }

        if (Store.Fault() is { } store)
        {
            return $"{nameof(Store)}:{store}";
        }

        if (VendorAddresses.Fault(this) is { } host)
        {
            return host;
        }

        foreach (var (system, tuning) in Systems)
        {
            if (!isSystem(system))
            {
                return $"Systems:{system} names no system.";
            }

            if (tuning.Fault() is { } fault)
            {
                return $"Systems:{system}:{fault}";
            }
        }

        return null;
    }

    public SystemTraits Apply(SystemTraits traits)
    {
        if (!Systems.TryGetValue(traits.System, out var tuning))
        {
            return traits;
        }

        return traits with
        {
            PollEvery = tuning.PollEvery ?? traits.PollEvery,
            BudgetCalls = tuning.BudgetCalls ?? traits.BudgetCalls,
            BudgetWindow = tuning.BudgetWindow ?? traits.BudgetWindow,
            DayCalls = tuning.DayCalls ?? traits.DayCalls,
            Concurrency = tuning.VendorConcurrency ?? traits.Concurrency,
            PollLeast = tuning.PollLeast ?? tuning.PollEvery ?? traits.PollLeast,
            PollMost = tuning.PollMost ?? traits.PollMost,
            SweepEvery = tuning.SweepEvery ?? traits.SweepEvery,
            Limits = new SideLimits
            {
                ReadLag = tuning.ReadLag ?? traits.Limits.ReadLag,
                AttemptTime = tuning.AttemptTime ?? traits.Limits.AttemptTime,
                WriteLatency = tuning.WriteLatency ?? traits.Limits.WriteLatency,
            },
        };
    }
}

/// <summary>Null leaves the system's own value.</summary>
public sealed class SystemTuning
{
    /// <summary>How often a quiet channel looks for changes, where calls are not scarce.</summary>
    public TimeSpan? PollEvery { get; set; }

    /// <summary>How often it looks at most, while there is something to find; <see cref="PollEvery"/> where only that is set.</summary>
    public TimeSpan? PollLeast { get; set; }

    /// <summary>How often it looks at least, however scarce calls are.</summary>
    public TimeSpan? PollMost { get; set; }

    /// <summary>The time between two peeks at the newest changes, where a pass takes several pages.</summary>
    public TimeSpan? PeekEvery { get; set; }

    /// <summary>How many records a peek asks for.</summary>
    public int? PeekRecords { get; set; }

    /// <summary>How often every record is listed again.</summary>
    public TimeSpan? SweepEvery { get; set; }

    /// <summary>Calls allowed in <see cref="BudgetWindow"/>; never more than the vendor allows.</summary>
    public int? BudgetCalls { get; set; }

    public TimeSpan? BudgetWindow { get; set; }

    /// <summary>Calls allowed in any 24 hours, beside the window.</summary>
    public int? DayCalls { get; set; }

    /// <summary>Calls that the vendor allows at once.</summary>
    public int? VendorConcurrency { get; set; }

    public TimeSpan? ReadLag { get; set; }

    /// <summary>How long a write may take before its outcome counts as unknown.</summary>
    public TimeSpan? AttemptTime { get; set; }

    /// <summary>How long after that it may still be applied.</summary>
    public TimeSpan? WriteLatency { get; set; }

    /// <summary>How often deletions are asked for, where they have a list of their own.</summary>
    public TimeSpan? DeletionsEvery { get; set; }

    /// <summary>Pushes under way at once.</summary>
    public int? Concurrency { get; set; }

    internal string? Fault()
    {
        foreach (var (name, time, least) in new[]
        {
            (nameof(PollEvery), PollEvery, TimeSpan.FromMilliseconds(10)),
            (nameof(PollLeast), PollLeast, TimeSpan.FromMilliseconds(10)),
            (nameof(PollMost), PollMost, TimeSpan.FromMilliseconds(10)),
            (nameof(PeekEvery), PeekEvery, TimeSpan.FromMilliseconds(1)),
            (nameof(SweepEvery), SweepEvery, TimeSpan.FromMilliseconds(100)),
            (nameof(BudgetWindow), BudgetWindow, TimeSpan.FromSeconds(1)),
            (nameof(DeletionsEvery), DeletionsEvery, TimeSpan.FromMilliseconds(10)),
            (nameof(ReadLag), ReadLag, TimeSpan.Zero),
            (nameof(AttemptTime), AttemptTime, TimeSpan.FromMilliseconds(100)),
            (nameof(WriteLatency), WriteLatency, TimeSpan.Zero),
        })
        {
            if (time < least || time > TimeSpan.FromDays(1))
            {
                return $"{name} must be from {least} to 1 day.";
            }
        }

        return PeekRecords is < 1 or > 100 ? $"{nameof(PeekRecords)} must be from 1 to 100."
            : DayCalls < 1 ? $"{nameof(DayCalls)} must be at least 1."
            : VendorConcurrency < 1 ? $"{nameof(VendorConcurrency)} must be at least 1."
            : BudgetCalls < 1 ? $"{nameof(BudgetCalls)} must be at least 1."
            : Concurrency is < 1 or > 1000 ? $"{nameof(Concurrency)} must be from 1 to 1000."
            : null;
    }
}
