namespace Counterpart.Api;

/// <summary>All that is wrong with a request.</summary>
internal sealed class Faults
{
    private readonly List<ProblemError> errors = [];
    private int count;

    public bool Any => count > 0;

    public void Add(string field, string? pointer, string rule)
    {
        count++;
        if (errors.Count < ApiLimits.Faults)
        {
            errors.Add(new ProblemError(Shortened(field), pointer is null ? null : Shortened(pointer), rule));
        }
    }

    /// <summary>A fault of a member of the body's outermost object.</summary>
    public void AddMember(string name, string rule)
    {
        var at = FaultPlace.Body.Of(name);
        Add(at.Field, at.Pointer, rule);
    }

    public ProblemAnswer Answer()
    {
        var first = errors[0];
        var field = first.Field.Length == 0 ? "The body" : first.Field;
        var more = count > 1 ? $" In all {count} faults." : string.Empty;
        return Problems.Of(ProblemCode.Validation, $"{field} {first.Rule}.{more}", errors);
    }

    /// <summary>The caller may have written anything as a name.</summary>
    private static string Shortened(string name) => name.Length <= ApiLimits.IdLength * 2 ? name : string.Concat(name.AsSpan(0, ApiLimits.IdLength), "…");
}
