namespace Counterpart.Api;

internal static class ExampleProblems
{
    public static Problem Of(ProblemCode code) => Answer(code).Problem;

    private static ProblemAnswer Answer(ProblemCode code) => code switch
    {
        ProblemCode.Validation => Problems.Of(
            code,
            "clients[1] must not be the same as clients[0].",
            [new ProblemError("clients[1]", "/clients/1", "must not be the same as clients[0]")]),
        ProblemCode.MalformedJson => Problems.MalformedJson("The body is not JSON at line 1, byte 17."),
        ProblemCode.Unauthenticated => Problems.Unauthenticated(keyGiven: true),
        ProblemCode.Forbidden => Problems.Forbidden("The role client may not do this."),
        ProblemCode.CrossSite => Problems.CrossSite(),
        ProblemCode.RateLimited => Problems.RateLimited(ApiLimits.RetryAfter),
        ProblemCode.NotFound => Problems.NoSuchIntegration,
        ProblemCode.UnknownPartner => Problems.Of(
            code,
            "partner is not the id of a record that is there.",
            [new ProblemError("partner", "/partner", "must be the id of a record that is there")]),
        ProblemCode.NotLinked => Problems.NotLinked(Counterpart.Links.Phase.NeedsChoice),
        ProblemCode.PageNotSet => Problems.PageNotSet(ExampleNames.Integration, ExampleNames.Partner, Counterpart.Links.Side.Partner),
        ProblemCode.TooLarge => Problems.TooLarge(),
        ProblemCode.UnsupportedMediaType => Problems.UnsupportedMediaType(),
        ProblemCode.Overloaded => Problems.Overloaded(ApiLimits.RetryAfter),
        ProblemCode.StoreUnavailable => Problems.StoreUnavailable(),
        _ => Problems.Of(code, $"{ProblemKind.Of(code).Title}."),
    };
}
