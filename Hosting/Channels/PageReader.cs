using Counterpart.Links;
using Counterpart.Systems;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Reads pages of a list within the budget, as often as it takes.</summary>
internal sealed partial class PageReader(ChannelContext channel, ChannelSession session)
{
    public async Task<PageResult.Page> ReadAsync(PageRequest request, CallKind kind)
    {
        for (var failures = 1; ; failures++)
        {
            await session.TakeAsync(kind);
            switch (await session.CallAsync(() => channel.Connector.ReadPageAsync(request, session.Lost)))
            {
                case PageResult.Page page:
                    session.Succeeded();
                    return page;
                case PageResult.Failed { Failure: var failure }:
                    session.Failed(failure);
                    LogFailure(channel.Logger, channel.Firm, channel.System, failure.Reason);
                    await Task.Delay(WaitAfter(failure, failures, channel.System), channel.Clock, session.Lost);
                    break;
            }
        }
    }

    /// <summary>
    /// A system that is down is waited for by the circuit, which any answer closes: a backoff of this loop's own would go on after
    /// that. What the circuit does not count is asked for less and less often.
    /// </summary>
    /// <param name="failures">Of the same page in a row, from 1.</param>
    public static TimeSpan WaitAfter(CallFailure failure, int failures, string system) =>
        failure.RetryAfter ?? Backoff.Delay(failure.Kind is FailureKind.Unavailable or FailureKind.Unauthorized ? 1 : failures, system);

    /// <summary>Null when it may not be made now, or brought nothing: for what is no more than a quicker look.</summary>
    public async Task<PageResult.Page?> TryReadAsync(PageRequest request)
    {
        if (!session.HasPlenty(channel.PeekEvery) || await session.TryTakeAsync(1, CallKind.Sweep) is not null)
        {
            return null;
        }

        switch (await session.CallAsync(() => channel.Connector.ReadPageAsync(request, session.Lost)))
        {
            case PageResult.Page page:
                session.Succeeded();
                return page;
            case PageResult.Failed { Failure: var failure }:
                session.Failed(failure);
                return null;
            default:
                return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Firm}/{System}: reading changes failed ({Reason})")]
    private static partial void LogFailure(ILogger logger, string firm, string system, string reason);
}
