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
    public TimeSpan? PollEvery { get; set; }

    /// <summary>Calls allowed in <see cref="BudgetWindow"/>; never more than the vendor allows.</summary>
    public int? BudgetCalls { get; set; }

    public TimeSpan? BudgetWindow { get; set; }

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

        return BudgetCalls < 1 ? $"{nameof(BudgetCalls)} must be at least 1."
            : Concurrency is < 1 or > 1000 ? $"{nameof(Concurrency)} must be from 1 to 1000."
            : null;
    }
}
