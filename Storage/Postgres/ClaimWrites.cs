using System.Runtime.InteropServices;
using Npgsql;

namespace Counterpart.Storage;

/// <summary>
/// The claims of a batch: all releases first, then what is taken, the batch's earlier link before the later. A link that loses
/// takes nothing. Of several changes of one link to one record the last counts.
/// </summary>
internal sealed class ClaimWrites
{
    private readonly SortedDictionary<ClaimedRecord, long> released = new(ClaimedRecord.Order);
    private readonly SortedDictionary<ClaimedRecord, (long Link, int Epoch)> taken = new(ClaimedRecord.Order);

    public static ClaimWrites Plan(PlannedLink[] links, List<(ClaimedRecord Record, long Link)> stored)
    {
        var writes = new ClaimWrites();
        var holders = stored.ToDictionary(claim => claim.Record, claim => claim.Link);
        var claiming = links.Where(link => link.Loss is null && link.Commit.Claims.Count > 0).ToList();
        foreach (var link in claiming)
        {
            foreach (var record in Last(link).Where(claim => !claim.Take).Select(ClaimedRecord.Of))
            {
                if (holders.TryGetValue(record, out var holder) && holder == link.Row)
                {
                    holders.Remove(record);
                    writes.released[record] = link.Row;
                }
            }
        }

        foreach (var link in claiming)
        {
            var takes = Last(link).Where(claim => claim.Take).ToList();
            if (takes.Exists(take => holders.TryGetValue(ClaimedRecord.Of(take), out var holder) && holder != link.Row))
            {
                link.Loss = LossReason.Claim;
                continue;
            }

            foreach (var take in takes)
            {
                holders[ClaimedRecord.Of(take)] = link.Row;
                writes.taken[ClaimedRecord.Of(take)] = (link.Row, take.Epoch);
            }
        }

        return writes;
    }

    /// <summary>False when another link took one of the records since they were read. In order, so that two batches don't wait for each other.</summary>
    public async Task<bool> WriteAsync(NpgsqlConnection connection, Func<int, string, Task>? before)
    {
        if (released.Count == 0 && taken.Count == 0)
        {
            return true;
        }

        var trip = new Trip(connection, before);
        if (released.Count > 0)
        {
            trip.Add(
                """
                delete from claim c using unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as k (system, tenant, record, link)
                where c.system = k.system and c.tenant = k.tenant and c.record = k.record and c.link = k.link
                """,
                Values(released.Keys, record => record.System),
                Values(released.Keys, record => record.Tenant),
                Values(released.Keys, record => record.Record),
                released.Values.ToArray());
        }

        var written = new List<bool>();
        if (taken.Count > 0)
        {
            trip.Add(
                """
                insert into claim as c (system, tenant, record, link, epoch)
                select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::integer[])
                on conflict (system, tenant, record) do update set epoch = excluded.epoch where c.link = excluded.link
                returning true
                """,
                written,
                static _ => true,
                Values(taken.Keys, record => record.System),
                Values(taken.Keys, record => record.Tenant),
                Values(taken.Keys, record => record.Record),
                taken.Values.Select(claim => claim.Link).ToArray(),
                taken.Values.Select(claim => claim.Epoch).ToArray());
        }

        await trip.RunAsync(CancellationToken.None);
        return written.Count == taken.Count;
    }

    private static string[] Values(IEnumerable<ClaimedRecord> records, Func<ClaimedRecord, string> of) => [.. records.Select(of)];

    private static IEnumerable<ClaimChange> Last(PlannedLink link) => link.Commit.Claims.GroupBy(ClaimedRecord.Of).Select(changes => changes.Last());
}

/// <summary>What a claim is on.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClaimedRecord(string System, string Tenant, string Record)
{
    /// <summary>As the database compares text.</summary>
    public static Comparer<ClaimedRecord> Order { get; } = Comparer<ClaimedRecord>.Create(static (left, right) =>
    {
        var order = string.CompareOrdinal(left.System, right.System);
        order = order != 0 ? order : string.CompareOrdinal(left.Tenant, right.Tenant);
        return order != 0 ? order : string.CompareOrdinal(left.Record, right.Record);
    });

    public static ClaimedRecord Of(ClaimChange claim) => new(StorableText.Of(claim.System), StorableText.Of(claim.Tenant), StorableText.Of(claim.Record));
}
