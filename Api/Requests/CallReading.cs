using System.Text.Json;

namespace Counterpart.Api;

/// <summary>How endpoints begin that have no parameters in their query.</summary>
internal static class CallReading
{
    /// <summary>What is wrong so far, to go on with: a parameter that there is not.</summary>
    public static Faults WithoutQuery(this ApiCall call)
    {
        var faults = new Faults();
        if (call.Request.QueryString.HasValue)
        {
            _ = new QueryMembers(call.Request.Query, faults);
        }

        return faults;
    }

    /// <summary>For a request with neither parameters nor body: the problem with it; null when there is none.</summary>
    public static ProblemAnswer? Problem(this ApiCall call) => call.WithoutQuery() is { Any: true } faults ? faults.Answer() : null;

    /// <summary>The body, made a request of.</summary>
    public static ValueTask<Reading<T>> ReadAsync<T>(this ApiCall call, Func<JsonElement, Faults, T> read)
        where T : class =>
        RequestBody.ReadAsync(call.Request, read, call.WithoutQuery());

    /// <summary>For a request whose body says nothing: the problem with it; null when there is none.</summary>
    public static ValueTask<ProblemAnswer?> ReadNothingAsync(this ApiCall call) => RequestBody.NoneAsync(call.Request, call.WithoutQuery());
}
