using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>What statuses mean that mean the same in every system. Reasons hold nothing of an answer's body.</summary>
internal static class CallRules
{
    /// <summary>Why a call to read brought nothing to use.</summary>
    public static CallFailure Failure(Call call, string system) => call switch
    {
        Call.Lost lost => new CallFailure(FailureKind.Unavailable, $"{system}: {lost.Reason}"),
        Call.Answered answer => answer.Status switch
        {
            >= 200 and < 300 => Nonsense(system),
            401 => new CallFailure(FailureKind.Unauthorized, Said(system, answer)),
            403 => new CallFailure(FailureKind.Forbidden, Said(system, answer)),
            429 => new CallFailure(FailureKind.Limited, Said(system, answer), answer.RetryAfter ?? RetryAfter.Default),
            408 or >= 500 => new CallFailure(FailureKind.Unavailable, Said(system, answer), answer.RetryAfter),
            _ => new CallFailure(FailureKind.Rejected, Said(system, answer)),
        },
        _ => throw new InvalidOperationException("A call is lost or answered."),
    };

    public static CallFailure Nonsense(string system) => new(FailureKind.Unavailable, $"{system}: the answer was not what it should be");

    /// <summary>
    /// The outcome of a write that was not answered with the record; null for a refusal (400, 409, 422 and the like), whose body says
    /// what was refused.
    /// </summary>
    public static WriteOutcome? Outcome(Call call, string system) => call switch
    {
        Call.Lost { MayHaveArrived: true } lost => new WriteOutcome.Unknown($"{system}: {lost.Reason}"),
        Call.Lost lost => new WriteOutcome.NotSent($"{system}: {lost.Reason}", null),
        Call.Answered answer => answer.Status switch
        {
            // The right to write may be missing while the record is there: a read tells, and breaks the link if it is not.
            401 or 403 => new WriteOutcome.NotSent(Said(system, answer), null),
            404 or 410 => new WriteOutcome.Gone(GoneReason.Deleted),
            429 => new WriteOutcome.NotSent(Said(system, answer), answer.RetryAfter ?? RetryAfter.Default),
            408 or >= 500 or < 400 => new WriteOutcome.Unknown(Said(system, answer)),
            _ => null,
        },
        _ => throw new InvalidOperationException("A call is lost or answered."),
    };

    public static string Said(string system, Call.Answered answer) => $"{system} answered {answer.Status}";
}
