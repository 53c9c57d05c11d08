using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The slow pass over everything.</summary>
internal sealed partial class Channel
{
    private readonly SweepListing listing = new();
    private readonly List<BlankingRead> sweptAside = [];

    private IEnumerator<Wait> SweepLoop()
    {
        var lastPage = Now;
        while (!Lost.IsSet)
        {
            var wait = Sweep.DueAt(Sweeping, traits.SweepEvery, traits.PageSize, lastPage) - Now;
            if (wait > TimeSpan.Zero || Capture.CompletePass is null || Brake is not null)
            {
                wait = wait <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : wait;
                yield return wait < TimeSpan.FromSeconds(30) ? wait : TimeSpan.FromSeconds(30);
                continue;
            }

            if (Sweeping.Next is null)
            {
                listing.Clear();
                sweptAside.Clear();
                Sweeping = Sweep.Start(Sweeping, traits.HasFeed, Now);
            }

            yield return Wait.For(SweepPage(Sweeping.Next!));
            lastPage = Now;
        }
    }

    private IEnumerator<Wait> SweepPage(PageRequest request)
    {
        var unchangedSince = Sweep.UnchangedSince(Sweeping, traits.Limits.ReadLag);
        var call = new VendorCall { Page = request };
        yield return Wait.For(ReadPage(call, CallKind.Sweep));
        yield return Wait.For(Apply(call, unchangedSince, sweptAside));
        if (Lost.IsSet)
        {
            yield break;
        }

        var page = call.Listed!;
        listing.Add(page.Records.Select(record => record.Id), page.Deleted);
        foreach (var record in page.Records)
        {
            if (world.Store.Owner(vendor.Firm, Side, record.Id) is { } link && world.Store.Find(link)!.State.Phase == Phase.Broken)
            {
                yield return Wait.For(Confirm(record.Id, unchangedSince));
            }
        }

        var advanced = Sweep.Advance(Sweeping, page.Next, page.Total, traits.PageSize);
        if (advanced.Next is not null)
        {
            Sweeping = advanced;
            yield break;
        }

        var settled = new BrakeResult();
        yield return Wait.For(Settle(sweptAside, settled));
        if (Lost.IsSet)
        {
            yield break;
        }

        if (!settled.Taken)
        {
            Sweeping = Sweeping with { Start = null, Next = null, Read = 0 };
            yield break;
        }

        if (listing.IsWhole(page.Total))
        {
            var start = Sweeping.Start!.Value;
            foreach (var entry in world.Store.Directory(vendor.Firm, Side).Where(entry => !entry.IsDeleted && listing.IsMissing(entry.Record.Id, entry.EndedAt, start)).ToList())
            {
                if (world.Defect.ConfirmsBeforeGone)
                {
                    yield return Wait.For(Confirm(entry.Record.Id, unchangedSince));
                }
                else
                {
                    yield return Wait.For(Gone([entry.Record.Id], GoneReason.Deleted, call.StartedAt, call.EndedAt));
                }
            }
        }

        if (Lost.IsSet)
        {
            yield break;
        }

        world.SweepCompleted(vendor, Sweeping.Start!.Value - (Now - world.Now));
        Sweeping = advanced;
        yield return Wait.For(Save());
    }

    private IEnumerator<Wait> Confirm(string id, DateTimeOffset unchangedSince)
    {
        yield return Wait.For(Take(CallKind.Sweep));
        if (Lost.IsSet)
        {
            yield break;
        }

        var call = new VendorCall { Record = id };
        yield return Wait.For(Call(call, traits.Limits.AttemptTime));
        Note(call);
        if (call.Answer == VendorAnswer.Ok)
        {
            if (!world.Store.Upsert(lease, call.Found!, call.StartedAt, call.EndedAt))
            {
                Lost.Set();
                yield break;
            }

            if (world.Store.Owner(vendor.Firm, Side, id) is { } link)
            {
                yield return Wait.For(Take(call.Found!, link, call.StartedAt, call.EndedAt, unchangedSince, single: true));
            }
        }
        else if (call.Answer == VendorAnswer.Gone)
        {
            yield return Wait.For(Gone([id], call.Reason, call.StartedAt, call.EndedAt));
        }
    }
}
