namespace Counterpart.Load.Storm;

/// <summary>What one rate showed, without its first seconds.</summary>
/// <param name="Rate">Edits per second on each side that were asked for.</param>
/// <param name="Due">Posts per second that were due.</param>
/// <param name="Sent">Posts per second that this program sent, once the simulator had taken the edit.</param>
/// <param name="Answered">Posts per second that were taken.</param>
/// <param name="Refused">The share of answers that were 503, 429 or failures.</param>
internal sealed record StageResult(string Name, double Rate, double Due, double Sent, double Answered, double Refused, TimeSpan P50, TimeSpan P99, TimeSpan P999)
{
    private const double Enough = 0.95;
    private const double TooMany = 0.01;

    /// <summary>More is asked for than is answered.</summary>
    public bool FallsBehind => Answered < Enough * Due || Refused > TooMany;

    /// <summary>Who could not: the product, or this program and the simulators, who did not come to ask.</summary>
    public string Limit => !FallsBehind ? "none" : Refused <= TooMany && Sent < Enough * Due ? "generator or simulators" : "product";
}
