using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What became of a credential, as an answer.</summary>
internal static class ConnectAnswers
{
    public static readonly IReadOnlyList<ProblemCode> Problems = [ProblemCode.NotFound, ProblemCode.TenantTaken, ProblemCode.OtherTenant, ProblemCode.NotAccepted];

    public static IResult Of(ConnectOutcome outcome) => outcome switch
    {
        ConnectOutcome.Connected connected => new JsonAnswer<ConnectionAnswer>(
            new ConnectionAnswer(ConnectionItem.Of(connected.Connection), connected.TenantName), ApiJson.Types.ConnectionAnswer),
        ConnectOutcome.BadAddress bad => Api.Problems.Of(ProblemCode.Validation, $"baseUrl {bad.Rule}.", [new("baseUrl", "/baseUrl", bad.Rule)]),
        ConnectOutcome.NotAccepted refused => Api.Problems.Of(ProblemCode.NotAccepted, $"The system did not accept it: {refused.Reason}."),
        ConnectOutcome.TenantTaken taken => Api.Problems.Of(ProblemCode.TenantTaken, $"Another firm is connected with {taken.Tenant} already."),
        ConnectOutcome.OtherTenant other => Api.Problems.Of(
            ProblemCode.OtherTenant, $"The credential leads to {other.Reached}, and the firm's records are those of {other.Present}; take one of {other.Present}."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
