using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>One firm's account in one outside system: its records, what it answers, and what it forgets to tell.</summary>
internal sealed partial class Vendor(World world, int firm, VendorTraits traits)
{
    private readonly SortedDictionary<string, VendorRecord> records = new(StringComparer.Ordinal);
    private readonly CallWindowLog? window = traits.Window is { } limit ? new CallWindowLog(limit) : null;
    private readonly Dice dice = world.Stream($"vendor {firm} {traits.Side}");
    private long position;

    public int Firm => firm;

    public VendorTraits Traits => traits;

    public string Tenant => $"tenant-{firm}";

    public DateTimeOffset DownUntil { get; set; }

    public IReadOnlyDictionary<string, VendorRecord> Records => records;

    /// <summary>Writes of ours that were sent and have not arrived.</summary>
    public int OnTheirWay { get; set; }

    /// <summary>Calls that were received.</summary>
    public long Calls { get; private set; }

    public VendorRecord Add(SystemRecord record)
    {
        var added = new VendorRecord(record.Id, record, world.Now);
        records.Add(record.Id, added);
        Touch(added);
        return added;
    }

    /// <summary>Somebody there, or the vendor itself, changes a record.</summary>
    public void Change(VendorRecord record, SystemRecord next, Author author)
    {
        record.Add(new RecordVersion(world.Now, Next(record, next), author, 0));
        Touch(record);
        if (author == Author.Vendor)
        {
            return;
        }

        world.Posts.Changed(this, record);
    }

    public void Delete(VendorRecord record)
    {
        record.IsDeleted = true;
        record.DeletedAt = VendorTime();
        record.AwaySince = world.Now;
        if (traits.HasTombstones)
        {
            record.Position = ++position;
        }

        Count(record);
        world.Posts.Deleted(this, record);
    }

    /// <summary>The credential may not see it any more.</summary>
    public void Hide(VendorRecord record)
    {
        record.IsHidden = true;
        record.AwaySince = world.Now;
    }

    /// <param name="silent">No list of changes says so.</param>
    public void Restore(VendorRecord record, bool silent)
    {
        if (record.IsThere)
        {
            return;
        }

        record.CameBack(record.AwaySince, world.Now);
        if (record.IsDeleted)
        {
            Count(record);
        }

        record.IsDeleted = false;
        record.IsHidden = false;
        if (!silent)
        {
            Touch(record);
        }
    }

    /// <summary>A call is received, and counted.</summary>
    public void Receive()
    {
        Calls++;
        if (window is not null && !window.Arrive(world.Now))
        {
            Laws.OverLimit(this, window.Most);
        }
    }

    /// <summary>A call is worked on.</summary>
    public void Handle(VendorCall call)
    {
        if (DownUntil > world.Now)
        {
            call.Answer = VendorAnswer.Unavailable;
        }
        else if (world.Faults.Strikes(FaultKind.Limited))
        {
            call.Answer = VendorAnswer.Limited;
            call.RetryAfter = dice.Chance(0.7) ? TimeSpan.FromSeconds(1 + dice.Below(8)) : null;
        }
        else if (call.Page is { } page)
        {
            call.Listed = List(page);
            call.Answer = VendorAnswer.Ok;
        }
        else if (!records.TryGetValue(call.Record!, out var record) || !record.IsThere)
        {
            call.Answer = VendorAnswer.Gone;
            call.Reason = record is { IsDeleted: false, IsHidden: true } ? GoneReason.AccessLost : GoneReason.Deleted;
        }
        else if (call.Patch is { } patch)
        {
            call.Answer = VendorAnswer.Ok;
            call.Outcome = Write(record, patch, call);
        }
        else
        {
            call.Answer = VendorAnswer.Ok;
            call.Found = Show(record, out var asOf);
            call.AsOf = asOf;
        }
    }

    /// <summary>What a read shows: the present, or what was there a moment ago, but never less than what was shown before.</summary>
    private SystemRecord Show(VendorRecord record, out DateTimeOffset asOf)
    {
        asOf = world.Now;
        if (traits.IsStale && world.Faults.Strikes(FaultKind.Stale))
        {
            // The lag counts from the call's end at the latest.
            asOf -= traits.Limits.ReadLag * (0.9 * dice.Unit());
        }

        asOf = asOf > record.ServedAsOf ? asOf : record.ServedAsOf;
        record.ServedAsOf = asOf;
        return record.AsOf(asOf);
    }

    private DateTimeOffset VendorTime()
    {
        var own = world.Now + traits.ClockOffset;
        return new DateTimeOffset(own.UtcTicks - (own.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }

    private void Touch(VendorRecord record)
    {
        record.UpdatedAt = VendorTime();
        record.Position = ++position;
    }

    /// <summary>A deletion is a revision too, and so is its end.</summary>
    private void Count(VendorRecord record)
    {
        if (traits.HasFeed)
        {
            record.Add(new RecordVersion(world.Now, Next(record, record.Now), Author.Vendor, 0));
        }
    }

    private SystemRecord Next(VendorRecord record, SystemRecord next) =>
        traits.HasFeed ? next with { Revision = record.Now.Revision + 1 } : next;
}
