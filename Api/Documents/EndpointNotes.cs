namespace Counterpart.Api;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal sealed record EndpointNotes(string Name, string Summary)
{
    private static readonly ProblemCode[] OfEveryKey =
        [ProblemCode.Unauthenticated, ProblemCode.Forbidden, ProblemCode.CrossSite, ProblemCode.RateLimited, ProblemCode.Internal, ProblemCode.Overloaded, ProblemCode.StoreUnavailable];

    private static readonly ProblemCode[] OfEveryBody =
        [ProblemCode.Validation, ProblemCode.MalformedJson, ProblemCode.RequestTimeout, ProblemCode.TooLarge, ProblemCode.UnsupportedMediaType];

    public string? Description { get; init; }

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public Body? Request { get; init; }

    public required Body Answer { get; init; }

    /// <summary>The body of a 202: it is still under way.</summary>
    public Body? Accepted { get; init; }

    /// <summary>Where a 302 leads; null: it never does.</summary>
    public string? LeadsTo { get; init; }

    /// <summary>The content type of the answer.</summary>
    public string AnswerType { get; init; } = JsonAnswer.ContentType;

    /// <summary>The body of a 503 that is not a problem.</summary>
    public Body? NotReady { get; init; }

    /// <summary>The problems of its own, beside those of every key and of every body.</summary>
    public IReadOnlyList<ProblemCode> Problems { get; init; } = [];

    /// <summary>No key is needed.</summary>
    public bool IsOpen { get; init; }

    public IEnumerable<ProblemKind> AllProblems =>
        Problems.Concat(IsOpen ? [] : OfEveryKey).Concat(Request is null ? [] : OfEveryBody).Distinct().Order().Select(ProblemKind.Of);
}
