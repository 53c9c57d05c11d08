using System.Text.RegularExpressions;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Faults;

internal sealed class Fault(int id, FaultRequest request, int seed)
{
    private readonly Random _chance = new(HashCode(seed, id));
    private readonly Regex? _path = request.Match?.Path is { } pattern
        ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
        : null;
    private int _left = request.Times ?? int.MaxValue;

    public int Id => id;

    public FaultRequest Request => request;

    /// <summary>True when this call is hit. Not safe for several threads: the table calls it under its lock.</summary>
    public bool Hits(Call call)
    {
        if (_left == 0 || !Matches(call))
            return false;
        if (request.Probability < 1 && _chance.NextDouble() >= request.Probability)
            return false;
        if (request.Times is not null)
            _left--;
        return true;
    }

    private bool Matches(Call call) =>
        (request.Only == "any" || request.Only == call.Caller.Who)
        && (request.Match?.Method is not { } method || method.Equals(call.Method, StringComparison.OrdinalIgnoreCase))
        && (_path is null || _path.IsMatch(call.Path));

    private static int HashCode(int seed, int id) => unchecked((seed * 397) ^ (id * 7919));
}
