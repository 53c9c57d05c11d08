using Counterpart.Links;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Stands a channel still when what it read would blank values of too many links, until a person decides.</summary>
internal sealed partial class BrakeCheck(ChannelContext channel, ChannelSession session, PageApplier applier) : IDisposable
{
    private const int Page = 500;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly BrakeTally tally = new();
    private readonly SemaphoreSlim one = new(1, 1);

    public void Dispose() => one.Dispose();

    /// <summary>Takes over what a complete pass put aside. False when a person refused it: it has to be read again.</summary>
    public async Task<bool> SettleAsync(IReadOnlyList<BlankingRead> aside)
    {
        await one.WaitAsync(session.Lost);
        try
        {
            return await DecideAsync(aside);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<bool> DecideAsync(IReadOnlyList<BlankingRead> aside)
    {
        var now = channel.Clock.GetUtcNow();
        var blanked = aside.Select(read => read.Blanked).ToList();
        var links = tally.Count(blanked, now);
        if (aside.Count > 0 && links >= Brake.Fewest && await CountAsync(Brake.EnoughLinks(links)) is var all && Brake.Stops(links, all))
        {
            // After a change of the holder it is the same question: an answer to it may be there already.
            session.Brake = new Brake(session.Brake?.At ?? now, links, all, aside[0].Blanked.Client);
            await session.SaveAsync();
            LogBraked(channel.Logger, channel.Firm, channel.System, links, all);
            var answer = await AnswerAsync(session.Brake.At);
            tally.Forget();
            if (!answer.Accept)
            {
                // Still standing: what is read now decides.
                return false;
            }
        }
        else
        {
            tally.Take(blanked, now);
        }

        await applier.TakeAsync(aside);
        if (session.Brake is not null)
        {
            session.Brake = null;
            await session.SaveAsync();
        }

        return true;
    }

    private async Task<BrakeAnswer> AnswerAsync(DateTimeOffset asked)
    {
        while (true)
        {
            if (await channel.BrakeAnswer(session.Lost) is { } answer && answer.At > asked)
            {
                return answer;
            }

            await Task.Delay(LookEvery, channel.Clock, session.Lost);
        }
    }

    /// <summary>How many links the system has part in; counting stops where it is enough.</summary>
    private async Task<int> CountAsync(int enough)
    {
        var count = 0;
        foreach (var integration in channel.Integrations)
        {
            (string, string)? after = null;
            do
            {
                var rows = await channel.Store.ListClientsAsync(
                    new ClientQuery(channel.Firm, integration.Name, integration.HubSystem, null, PhaseNames.Of(Phase.Linked), null, null, after, Page), session.Lost);
                count += rows.Count;
                after = rows.Count == Page ? (rows[^1].Profile.NameKey, rows[^1].Profile.Id) : null;
            }
            while (after is not null && count < enough);
        }

        return count;
    }

    [LoggerMessage(LogLevel.Error, "{Firm}/{System}: values of {Links} of {All} links would be blanked; the channel stands still until a person decides")]
    private static partial void LogBraked(ILogger logger, string firm, string system, int links, int all);
}
