namespace Counterpart.Load.Histories;

/// <summary>
/// The edits of a link that took effect, in the order of their numbers: those that were answered at their revision, and those without an answer
/// whose value was seen, each at some revision between what was told before it was begun and the first read that shows it.
/// </summary>
internal sealed class EditPlaces
{
    private readonly Dictionary<(string Path, string Value), Operation> writers = [];
    private readonly Dictionary<Operation, long> firstSeen = new(ReferenceEqualityComparer.Instance);
    private readonly List<Operation> effective;
    private readonly List<string> violations = [];

    public EditPlaces(Operation initial, IReadOnlyList<Operation> history)
    {
        var edits = history.Where(operation => operation.Kind == OperationKind.Edit).Prepend(initial).ToList();
        foreach (var edit in edits)
        {
            foreach (var (path, value) in edit.Values)
            {
                writers[(path, value)] = edit;
            }
        }

        foreach (var read in history.Where(operation => operation.Kind == OperationKind.Read))
        {
            foreach (var maybe in Shown(read).Where(edit => edit.Outcome == Outcome.Maybe))
            {
                firstSeen[maybe] = Math.Min(read.Revision, firstSeen.GetValueOrDefault(maybe, long.MaxValue));
            }
        }

        effective = [.. edits.Where(edit => edit.Outcome == Outcome.Accepted || firstSeen.ContainsKey(edit)).OrderBy(edit => edit.Order)];
        Place(initial, history);
    }

    public IReadOnlyList<string> Violations => violations;

    /// <summary>What a read shows that the edits up to its revision did not leave.</summary>
    public IEnumerable<string> Contradictions(Operation read)
    {
        foreach (var (path, value) in read.Values)
        {
            if (!writers.TryGetValue((path, value), out var writer))
            {
                yield return $"nobody has written what is shown at {path}: {read}";
            }
            else if (writer.Outcome == Outcome.Refused)
            {
                yield return $"what was refused is shown at {path}: {read} / {writer}";
            }
            else if (writer.Outcome == Outcome.Accepted ? writer.Revision > read.Revision : read.Returned < writer.Invoked)
            {
                yield return $"what comes later is shown at {path}: {read} / {writer}";
            }
            else if (effective.Find(edit => edit.Order > writer.Order && edit.Values.ContainsKey(path) && IsBy(edit, read.Revision)) is { } missing)
            {
                yield return $"an edit is missing at {path}: {read} / {missing}";
            }
        }
    }

    // An edit without an answer is surely there from the first read on that shows it.
    private bool IsBy(Operation edit, long revision) => (edit.Outcome == Outcome.Accepted ? edit.Revision : firstSeen[edit]) <= revision;

    private IEnumerable<Operation> Shown(Operation read) =>
        read.Values.Select(value => writers.GetValueOrDefault((value.Key, value.Value))).OfType<Operation>();

    /// <summary>Every seen edit without an answer needs a revision of its own.</summary>
    private void Place(Operation initial, IReadOnlyList<Operation> history)
    {
        var last = initial.Revision;
        for (var place = 0; place < effective.Count; place++)
        {
            var edit = effective[place];
            if (edit.Outcome == Outcome.Accepted)
            {
                last = Math.Max(last, edit.Revision);
                continue;
            }

            last = Math.Max(last, Before(edit, history)) + 1;
            var next = effective.Skip(place + 1).FirstOrDefault(later => later.Outcome == Outcome.Accepted)?.Revision - 1;
            if (last > firstSeen[edit] || last > next)
            {
                violations.Add($"an edit without an answer has no place: {edit}, first seen at revision {firstSeen[edit]}, and not before {last}");
            }
        }
    }

    /// <summary>The last revision at which an edit was surely not there: it was told before the edit was begun, or a read shows what is older.</summary>
    private long Before(Operation edit, IReadOnlyList<Operation> history)
    {
        var before = 0L;
        foreach (var other in history)
        {
            if (other.Outcome != Outcome.Maybe && other.Revision > before && (other.Returned < edit.Invoked || ShowsOlder(other, edit)))
            {
                before = other.Revision;
            }
        }

        return before;
    }

    private bool ShowsOlder(Operation other, Operation edit) =>
        other.Kind == OperationKind.Read
        && other.Revision < firstSeen[edit]
        && edit.Values.Keys.Any(path => other.Values.TryGetValue(path, out var value) && writers.TryGetValue((path, value), out var writer) && writer.Order < edit.Order);
}
