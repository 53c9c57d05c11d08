namespace Counterpart.Storage;

/// <summary>
/// The claims of a batch: all releases first, then what is taken, the batch's earlier link before the later. A link that loses
/// takes nothing. Of several changes of one link to one record the last counts.
/// </summary>
internal sealed class ClaimChecks(CommitStatements statements)
{
    public void Apply(PlannedLink[] links)
    {
        var claiming = links.Where(link => link.Loss is null && link.Commit.Claims.Count > 0).ToList();
        foreach (var link in claiming)
        {
            foreach (var release in Last(link).Where(claim => !claim.Take))
            {
                statements.ReleaseClaim(release, link.Row);
            }
        }

        foreach (var link in claiming)
        {
            var takes = Last(link).Where(claim => claim.Take).ToList();
            if (takes.Any(take => statements.FindClaim(take) is var holder && holder != 0 && holder != link.Row))
            {
                link.Loss = LossReason.Claim;
                continue;
            }

            foreach (var take in takes)
            {
                statements.TakeClaim(take, link.Row);
            }
        }
    }

    private static IEnumerable<ClaimChange> Last(PlannedLink link) => link.Commit.Claims
        .GroupBy(claim => (claim.System, claim.Tenant, claim.Record))
        .Select(changes => changes.Last());
}
