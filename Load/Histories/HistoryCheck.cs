namespace Counterpart.Load.Histories;

/// <summary>
/// Holds the history of one link against what a register with a revision is: every answer stands at its revision, revisions follow real time,
/// and a read shows what the edits up to its revision have left. Edits without an answer may have been done once, after they were begun.
/// </summary>
internal static class HistoryCheck
{
    /// <param name="initial">What the link showed before the first operation, with its revision.</param>
    public static IReadOnlyList<string> Violations(Operation initial, IReadOnlyList<Operation> history)
    {
        var answered = history.Where(operation => operation.Outcome != Outcome.Maybe).Prepend(initial).ToList();
        var placed = new EditPlaces(initial, history);
        return
        [
            .. SharedRevisions(answered),
            .. AgainstTime(answered),
            .. AgainstOrder(answered),
            .. placed.Violations,
            .. history.Where(operation => operation.Kind == OperationKind.Read).SelectMany(placed.Contradictions),
        ];
    }

    private static IEnumerable<string> SharedRevisions(List<Operation> answered) => answered
        .Where(operation => operation.IsChange)
        .GroupBy(change => change.Revision)
        .Where(same => same.Count() > 1)
        .Select(same => $"two changes at one revision: {string.Join(" / ", same)}");

    /// <summary>Who asks after an answer was there is never told less than it; a change comes after all that was told before.</summary>
    private static IEnumerable<string> AgainstTime(List<Operation> answered)
    {
        var returned = new Queue<Operation>(answered.OrderBy(operation => operation.Returned));
        Operation? latest = null;
        foreach (var operation in answered.OrderBy(operation => operation.Invoked))
        {
            while (returned.TryPeek(out var earlier) && earlier.Returned < operation.Invoked)
            {
                latest = latest is null || earlier.Revision > latest.Revision ? earlier : latest;
                returned.Dequeue();
            }

            if (latest is not null && (operation.Revision < latest.Revision || (operation.IsChange && operation.Revision == latest.Revision)))
            {
                yield return $"{operation} was asked after it was told: {latest}";
            }
        }
    }

    private static IEnumerable<string> AgainstOrder(List<Operation> answered)
    {
        var edits = answered.Where(operation => operation is { Kind: OperationKind.Edit, Outcome: Outcome.Accepted }).OrderBy(edit => edit.Revision).ToList();
        return edits.Zip(edits.Skip(1))
            .Where(pair => pair.Second.Order <= pair.First.Order)
            .Select(pair => $"{pair.Second} was taken over after what is newer: {pair.First}");
    }
}
