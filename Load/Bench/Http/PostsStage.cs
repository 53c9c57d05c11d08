using Counterpart.Load.Storm;

namespace Counterpart.Load;

/// <summary>What one rate of arrivals showed.</summary>
/// <param name="Times">The percentiles of what was answered in it.</param>
/// <param name="LeftOut">Arrivals that nobody was asked for: every link or connection was taken.</param>
/// <param name="Memory">The most bytes that the server was seen to hold.</param>
internal sealed record PostsStage(TimeSpan Elapsed, IReadOnlyList<Sample> Samples, Storm.Figures Before, Storm.Figures Times, long LeftOut, long Memory)
{
    /// <summary>A second.</summary>
    public double Answered => Of(AnswerKind.Answered) / Elapsed.TotalSeconds;

    /// <summary>503 that says when to repeat it, as a share of all answers.</summary>
    public double Busy => Of(AnswerKind.Busy) / (double)Math.Max(1, Of(AnswerKind.Answered) + Of(AnswerKind.Busy) + Failed);

    /// <summary>Answered in another way, or not at all.</summary>
    public long Failed => Of(AnswerKind.Failed);

    private long Of(AnswerKind kind) => Times[kind] - Before[kind];
}
