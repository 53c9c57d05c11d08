namespace Counterpart.Simulation;

/// <summary>What can go wrong in a world, beside people who edit at once.</summary>
internal enum FaultKind
{
    /// <summary>A call that never arrives, and is given up.</summary>
    LostBefore,

    /// <summary>A call that arrives, and whose answer does not.</summary>
    LostAfter,

    /// <summary>A write that arrives up to the vendor's latency after its deadline.</summary>
    Late,

    /// <summary>A write that arrives minutes later, against the vendor's own word.</summary>
    VeryLate,

    /// <summary>A call that takes seconds.</summary>
    Slow,

    /// <summary>429, with or without Retry-After.</summary>
    Limited,

    /// <summary>A read that shows what was there a moment ago.</summary>
    Stale,

    /// <summary>A read, a deletion or a write's outcome that is told to the link again, later.</summary>
    Repeated,

    /// <summary>A vendor that answers nobody for a while.</summary>
    Outage,

    /// <summary>A store that answers nobody for a while.</summary>
    StoreOutage,

    /// <summary>A commit whose connection broke before its answer.</summary>
    BrokenCommit,

    /// <summary>A node that dies and comes back with what the store has.</summary>
    Crash,

    /// <summary>A node that stands still for longer than its leases.</summary>
    Freeze,

    /// <summary>A node's clock that jumps, within the permitted difference.</summary>
    ClockJump,

    /// <summary>Clocks that run fast or slow, within the permitted difference.</summary>
    ClockDrift,

    /// <summary>A post of the hub that comes late, twice, or never.</summary>
    Post,

    /// <summary>A record that is deleted, and may come back.</summary>
    Deletion,

    /// <summary>A record that the credential may not see for a while.</summary>
    Hiding,

    /// <summary>A record that is merged into another one.</summary>
    VendorMerge,

    /// <summary>A record whose rows get other ids.</summary>
    Renumbering,

    /// <summary>A system that loses a field of every record at once.</summary>
    Wipe,

    /// <summary>Settings that change.</summary>
    Settings,

    /// <summary>People who pause, link, unlink, choose and decide, and ask again with the same key.</summary>
    LinkAct,

    /// <summary>People who do so just when a link is in a state that lasts for moments.</summary>
    Ambush,

    /// <summary>A program that enters a lot at once, and a node that dies again and again while it passes that on.</summary>
    Rush,
}
