using Counterpart.Storage;

namespace Counterpart.Hosting;

public sealed partial class EventHub
{
    /// <summary>Runs while somebody listens.</summary>
    private async Task PollAsync()
    {
        var failing = false;
        while (true)
        {
            FirmFeed[] listened;
            lock (gate)
            {
                if (feeds.Count == 0 || stopping.IsCancellationRequested)
                {
                    polling = Task.CompletedTask;
                    return;
                }

                listened = [.. feeds.Values];
            }

            try
            {
                await CheckEpochAsync(listened);
                await LookAsync(listened);
                failing = false;
            }
            catch (OperationCanceledException)
            {
                continue;
            }
            catch (Exception fault)
            {
                if (!failing)
                {
                    LogUnavailable(logger, fault);
                }

                failing = true;
            }

            await WaitAsync();
        }
    }

    private async Task WaitAsync()
    {
        using var timer = new CancellationTokenSource(Options.PollEvery, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, timer.Token);
        await wake.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAsync(FirmFeed[] listened)
    {
        var seqs = await log.LastSeqsAsync([.. listened.Select(feed => feed.Firm)], stopping.Token);
        foreach (var feed in listened)
        {
            var last = seqs.GetValueOrDefault(feed.Firm);
            if (feed.Last < 0)
            {
                feed.Start(last);
            }

            await PumpAsync(feed, last);
        }
    }

    private async Task PumpAsync(FirmFeed feed, long last)
    {
        try
        {
            while (feed.Last < last)
            {
                var page = await ReadAsync(feed.Firm, feed.Last, Page, stopping.Token);
                if (page.Count == 0)
                {
                    return;
                }

                feed.Add(page);
            }
        }
        catch (InvalidDataException fault)
        {
            // Written by a newer program: this one can't tell it.
            LogBroken(logger, fault);
            End(feed);
        }
    }

    /// <summary>After a restore every position that was given out is of another world.</summary>
    private async Task CheckEpochAsync(FirmFeed[] listened)
    {
        var now = clock.GetUtcNow();
        if (epoch is not null && now - epochSeen < EpochEvery)
        {
            return;
        }

        var present = await log.DataEpochAsync(stopping.Token);
        if (epoch is not null && !string.Equals(epoch, present, StringComparison.Ordinal))
        {
            Array.ForEach(listened, End);
        }

        (epoch, epochSeen) = (present, now);
    }

    private void End(FirmFeed feed)
    {
        lock (gate)
        {
            if (ReferenceEquals(feeds.GetValueOrDefault(feed.Firm), feed))
            {
                feeds.Remove(feed.Firm);
            }
        }

        feed.End();
    }
}
