using System.Globalization;
using Counterpart.Load.Freshness;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Faults;

/// <summary>What one kind of fault brought with it.</summary>
internal sealed class FaultTally(Fault fault, AnswerLog answers, People people)
{
    private readonly long answersBefore = answers.Answers;
    private readonly long repeatsBefore = answers.ToldToRepeat;
    private readonly long failuresBefore = answers.Failures;
    private readonly long brokenBefore = answers.Broken;
    private readonly int editsBefore = people.Edits.Count;
    private readonly int postsBefore = people.Answered.Count;
    private readonly List<TimeSpan> untilGood = [];

    public string Name => fault.Name;

    public int Times { get; private set; }

    /// <summary>What was not as it has to be.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>From the healing until every field agreed and nothing more was written.</summary>
    public TimeSpan UntilRest { get; set; }

    /// <param name="until">From the healing, or from a kill, until every request was answered again.</param>
    public void Healed(TimeSpan until)
    {
        Times++;
        untilGood.Add(until);
    }

    /// <summary>Holds what callers heard since the beginning against what they may hear.</summary>
    public void Close(Account account, bool ended)
    {
        var broken = answers.Broken - brokenBefore;
        var otherwise = answers.Failures - failuresBefore - broken;
        if (otherwise > 0)
        {
            Wrong.Add($"{otherwise} requests failed and were not told to repeat");
        }

        if (broken > 0 && !fault.CutsCallersOff)
        {
            Wrong.Add($"{broken} requests were left without an answer");
        }

        if (!account.Holds)
        {
            Wrong.Add("the account does not hold");
        }

        if (ended)
        {
            Wrong.Add("the process ended by itself");
        }
    }

    public string Line()
    {
        untilGood.Sort();
        var broken = answers.Broken - brokenBefore;
        var heard = $"{answers.Answers - answersBefore} answers, of them told to repeat {answers.ToldToRepeat - repeatsBefore}, failed otherwise {answers.Failures - failuresBefore - broken}, no answer {broken}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{fault.Name} {Times} times: {heard}; good again after {untilGood.Line(1, "s")}, at rest after {UntilRest.TotalSeconds:0.0} s; edits {people.Edits.Count - editsBefore}, posts answered {people.Answered.Count - postsBefore}{(Wrong.Count == 0 ? string.Empty : $"; WRONG: {string.Join("; ", Wrong)}")}");
    }
}
