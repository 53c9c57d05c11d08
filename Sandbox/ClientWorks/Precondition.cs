using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.ClientWorks;

internal enum PreconditionResult
{
    Holds,
    Missing,
    Malformed,
    Differs,
}

/// <summary><c>If-Match</c>: a quoted revision. A person may also send <c>*</c>.</summary>
internal static class Precondition
{
    public static PreconditionResult Check(Call call, long revision) => call.IfMatch switch
    {
        null or "" => PreconditionResult.Missing,
        "*" when call.Caller.Role == CallerRole.User => PreconditionResult.Holds,
        "*" => PreconditionResult.Missing,
        ['"', .. var quoted, '"'] when long.TryParse(quoted, out var wanted) =>
            wanted == revision ? PreconditionResult.Holds : PreconditionResult.Differs,
        _ => PreconditionResult.Malformed,
    };
}
