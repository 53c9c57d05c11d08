using Counterpart.Hosting;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Api;

internal static class PostChanges
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Post, "/v1/changes/{system}", RoleSet.System, AnswerAsync,
        new EndpointNotes("postChanges", "Take over 1 to 500 changes that a hub posts")
        {
            Description = "Each change has its own outcome, in the order of the request; one that breaks a rule is invalid, changes nothing, and does not hinder the others. "
                + "Changes may come late, twice or out of order.",
            Parameters = [Parameter.System],
            Request = Body.Of(ExampleChanges.Request, ApiJson.Types.ChangesRequest),
            Answer = Body.Of(ExampleChanges.Answer, ApiJson.Types.ChangesAnswer),
            Problems = [ProblemCode.NotFound],
        })
    {
        IsFeed = true,
        // A hub posts all day; the journal names it for every change that it brought.
        IsAudited = false,
    };

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var system = call.Route("system");
        if (!string.Equals(system, ClientWorksFactory.Name, StringComparison.Ordinal)
            || !string.Equals(system, call.Caller.Subject, StringComparison.Ordinal))
        {
            return Problems.NoSuchSystem;
        }

        var (asked, problem) = await call.ReadAsync(ReadChanges.Read);
        if (asked is null)
        {
            return problem!;
        }

        return Answer(system, asked, asked.Valid.IsEmpty ? [] : await call.Links.PostChangesAsync(call.Caller, system, asked.Valid, call.Cancel));
    }

    private static JsonAnswer<ChangesAnswer> Answer(string system, ReadChanges asked, IReadOnlyList<ChangeOutcome> outcomes)
    {
        var items = new ChangeItem[asked.Invalid.Length];
        var next = 0;
        for (var place = 0; place < items.Length; place++)
        {
            items[place] = asked.Invalid[place] ?? ChangeItem.Of(outcomes[next++]);
        }

        return new JsonAnswer<ChangesAnswer>(new ChangesAnswer(system, items), ApiJson.Types.ChangesAnswer);
    }
}
