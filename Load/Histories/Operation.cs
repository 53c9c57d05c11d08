namespace Counterpart.Load.Histories;

internal enum OperationKind
{
    /// <summary>Sets fields of a link.</summary>
    Edit,

    /// <summary>Shows fields of a link.</summary>
    Read,

    /// <summary>Changes no field, and has a revision of its own.</summary>
    Refresh,
}

internal enum Outcome
{
    /// <summary>A read that was answered, or an edit that was answered as taken over.</summary>
    Accepted,

    /// <summary>An edit that was answered as older than what is known: it changed nothing.</summary>
    Refused,

    /// <summary>Not answered: it may have been done, or may yet be.</summary>
    Maybe,
}

/// <summary>One call of one link, as its caller saw it.</summary>
/// <param name="Invoked">When it was begun, by a clock that all callers share and that only goes forward.</param>
/// <param name="Returned">When its answer was there; for one that has none, never.</param>
/// <param name="Revision">The link's revision that the answer names; 0 without an answer.</param>
/// <param name="Order">The source's own number of an edit: one with a lower number than the link has seen is refused.</param>
/// <param name="Values">What it sets or shows, by path. Every edit's values are its own.</param>
internal sealed record Operation(
    OperationKind Kind,
    Outcome Outcome,
    long Invoked,
    long Returned,
    long Revision,
    long Order,
    IReadOnlyDictionary<string, string> Values)
{
    public static Operation Edit(long invoked, long returned, long revision, long order, IReadOnlyDictionary<string, string> values) =>
        new(OperationKind.Edit, Outcome.Accepted, invoked, returned, revision, order, values);

    public static Operation Refusal(long invoked, long returned, long revision, long order, IReadOnlyDictionary<string, string> values) =>
        new(OperationKind.Edit, Outcome.Refused, invoked, returned, revision, order, values);

    public static Operation Maybe(long invoked, long order, IReadOnlyDictionary<string, string> values) =>
        new(OperationKind.Edit, Outcome.Maybe, invoked, long.MaxValue, 0, order, values);

    public static Operation Read(long invoked, long returned, long revision, IReadOnlyDictionary<string, string> values) =>
        new(OperationKind.Read, Outcome.Accepted, invoked, returned, revision, 0, values);

    public static Operation Refresh(long invoked, long returned, long revision) =>
        new(OperationKind.Refresh, Outcome.Accepted, invoked, returned, revision, 0, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Whether it changed the link: nothing else was decided at its revision.</summary>
    public bool IsChange => this is { Kind: not OperationKind.Read, Outcome: Outcome.Accepted };

    public override string ToString() =>
        $"{Kind} {Outcome} at revision {Revision}, {Invoked} to {(Returned == long.MaxValue ? "never" : Returned)}, order {Order}: {string.Join(", ", Values.Select(value => $"{value.Key}={value.Value}"))}";
}
