namespace Counterpart.Load.Storm;

/// <summary>What became of a call.</summary>
internal enum AnswerKind
{
    /// <summary>2xx, and what was sent was taken.</summary>
    Answered,

    /// <summary>503 that says when to repeat it.</summary>
    Busy,

    /// <summary>429: this key sends too much.</summary>
    Limited,

    /// <summary>Broken off because we killed whoever worked on it.</summary>
    Cut,

    /// <summary>Anything else.</summary>
    Failed,
}
