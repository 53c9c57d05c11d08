using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>How channels fare, what they may still spend, and what a person may tell them.</summary>
internal static class Channels
{
    private const RoleSet Readers = RoleSet.FirmAdmin | RoleSet.Operator;

    public static readonly ApiEndpoint List = new(
        HttpMethods.Get, "/v1/channels", Readers, ListAsync,
        new EndpointNotes("listChannels", "How fresh what is known of each system is, and what stands still")
        {
            Description = "An administrator sees the own firm's, an operator all, without clients' data.",
            Answer = Body.Of(ExampleChannels.Channels, ApiJson.Types.ChannelsAnswer),
            Problems = [ProblemCode.Validation],
        });

    public static readonly ApiEndpoint Budgets = new(
        HttpMethods.Get, "/v1/budgets", Readers, BudgetsAsync,
        new EndpointNotes("listBudgets", "What vendors' limits leave: spent, left, and when it ends at this rate")
        {
            Description = "An administrator sees the own firm's, an operator all.",
            Answer = Body.Of(ExampleChannels.Budgets, ApiJson.Types.BudgetsAnswer),
            Problems = [ProblemCode.Validation],
        });

    public static readonly ApiEndpoint Pause = Act("pause", "pauseChannel", "Stop a channel: nothing is read and nothing written until it goes on", paused: true);

    public static readonly ApiEndpoint Resume = Act("resume", "resumeChannel", "Let a channel go on; what was edited meanwhile is reconciled", paused: false);

    public static readonly ApiEndpoint Release = new(
        HttpMethods.Post, "/v1/channels/{system}/brake", RoleSet.FirmAdmin, ReleaseAsync,
        new EndpointNotes("releaseBrake", "Decide about a channel that stands still because it would blank too much")
        {
            Parameters = [Parameter.Connection],
            Request = Body.Of(new BrakeRequest(true), ApiJson.Types.BrakeRequest),
            Answer = Body.Of(ExampleChannels.Channel, ApiJson.Types.ChannelItem),
            Problems = [ProblemCode.NotFound, ProblemCode.NotBraked],
        });

    private static ApiEndpoint Act(string verb, string name, string summary, bool paused) => new(
        HttpMethods.Post, $"/v1/channels/{{system}}/{verb}", RoleSet.FirmAdmin, call => PauseAsync(call, paused),
        new EndpointNotes(name, summary)
        {
            Parameters = [Parameter.Connection],
            Answer = Body.Of(ExampleChannels.Channel, ApiJson.Types.ChannelItem),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        var statuses = await call.Get<IChannels>().StatusAsync(call.Caller.Firm, call.Cancel);
        var answer = new ChannelsAnswer([.. statuses.Select(status => ChannelItem.Of(status, names: call.Caller.Role == Role.FirmAdmin))]);
        return new JsonAnswer<ChannelsAnswer>(answer, ApiJson.Types.ChannelsAnswer);
    }

    private static async Task<IResult> BudgetsAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return problem;
        }

        var statuses = await call.Get<IChannels>().StatusAsync(call.Caller.Firm, call.Cancel);
        return new JsonAnswer<BudgetsAnswer>(new BudgetsAnswer([.. statuses.Select(BudgetItem.Of)]), ApiJson.Types.BudgetsAnswer);
    }

    private static async Task<IResult> PauseAsync(ApiCall call, bool paused)
    {
        if (await call.ReadNothingAsync() is { } problem)
        {
            return problem;
        }

        var system = call.Route("system");
        return await call.Get<IChannels>().PauseAsync(call.Caller.Firm!, system, paused, call.Cancel) ? await OneAsync(call, system) : Problems.NoSuchConnection;
    }

    private static async Task<IResult> ReleaseAsync(ApiCall call)
    {
        var (asked, problem) = await call.ReadAsync(RequestReaders.Brake);
        if (asked is null)
        {
            return problem!;
        }

        var system = call.Route("system");
        var statuses = await call.Get<IChannels>().StatusAsync(call.Caller.Firm, call.Cancel);
        if (!statuses.Any(status => string.Equals(status.System, system, StringComparison.Ordinal)))
        {
            return Problems.NoSuchConnection;
        }

        return await call.Get<IChannels>().ReleaseBrakeAsync(call.Caller.Firm!, system, asked.Accept, call.Cancel)
            ? await OneAsync(call, system)
            : Problems.Of(ProblemCode.NotBraked, "The channel does not stand still because of what it would blank.");
    }

    private static async Task<IResult> OneAsync(ApiCall call, string system)
    {
        var statuses = await call.Get<IChannels>().StatusAsync(call.Caller.Firm, call.Cancel);
        return statuses.FirstOrDefault(status => string.Equals(status.System, system, StringComparison.Ordinal)) is { } found
            ? new JsonAnswer<ChannelItem>(ChannelItem.Of(found, names: true), ApiJson.Types.ChannelItem)
            : Problems.NoSuchConnection;
    }
}
