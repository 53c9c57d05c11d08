using System.Collections.Concurrent;
using Counterpart.Load.Storm;

namespace Counterpart.Load;

/// <summary>
/// Posts of one edit that arrive at their times, whatever becomes of those before: each waits from the moment it was due, whether it could be
/// sent then or not.
/// </summary>
internal sealed class OpenPosts : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly HttpTarget target;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentStack<(LeanConnection Connection, LeanRequests Requests)> idle = [];
    private readonly Meter meter = new();
    private readonly OpenLoop loop;
    private readonly Task running;
    private readonly long begun;
    private double perSecond;
    private long sent;
    private long linkless;

    public OpenPosts(HttpTarget target, int seed, TimeProvider clock)
    {
        (this.target, this.clock, begun) = (target, clock, clock.GetTimestamp());
        loop = new OpenLoop(clock, mostAtOnce: target.Links);
        running = loop.RunAsync(new Schedule(seed), () => Volatile.Read(ref perSecond), PostAsync, stop.Token);
    }

    /// <summary>Since the beginning; nobody was asked for these.</summary>
    public long LeftOut => loop.LeftOut + Interlocked.Read(ref linkless);

    /// <summary>The first failures.</summary>
    public IReadOnlyCollection<string> Cases => meter.Cases;

    /// <summary>Lets so many arrive a second for so long.</summary>
    /// <param name="rate">Zero: what is under way ends.</param>
    public async Task<PostsStage> HoldAsync(string stage, double rate, TimeSpan duration, CancellationToken cancel)
    {
        Volatile.Write(ref perSecond, rate);
        meter.Take();
        meter.Forget();
        var (left, before, started) = (LeftOut, meter.All(), clock.GetTimestamp());
        var samples = new List<Sample>();
        var memory = target.Memory;
        for (var (at, count) = (started, Interlocked.Read(ref sent)); clock.GetElapsedTime(started) < duration;)
        {
            await Task.Delay(Interval, clock, cancel);
            var (now, counted) = (clock.GetTimestamp(), Interlocked.Read(ref sent));
            samples.Add(SampleOf(stage, meter.Take(), counted - count, now, clock.GetElapsedTime(at, now).TotalSeconds));
            memory = Math.Max(memory, target.Memory);
            (at, count) = (now, counted);
        }

        return new PostsStage(clock.GetElapsedTime(started), samples, before, meter.All(), LeftOut - left, memory);
    }

    /// <summary>Returns when nothing is under way.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        Volatile.Write(ref perSecond, 0);
        await loop.EndAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        while (idle.TryPop(out var connection))
        {
            connection.Connection.Dispose();
        }

        stop.Dispose();
    }

    /// <summary>Seconds since the beginning.</summary>
    public double Now => clock.GetElapsedTime(begun).TotalSeconds;

    private Sample SampleOf(string stage, Storm.Figures figures, long count, long now, double seconds) => new(
        clock.GetElapsedTime(begun, now).TotalSeconds,
        stage,
        new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["post.sent"] = count / seconds,
            ["post.answered"] = figures[AnswerKind.Answered] / seconds,
            ["post.busy"] = figures[AnswerKind.Busy] / seconds,
            ["post.failed"] = figures[AnswerKind.Failed] / seconds,
            ["post.p99"] = figures.P99.TotalMilliseconds,
        });

    private async Task PostAsync(TimeSpan late)
    {
        if (!target.Edits.TryTake(out var edit))
        {
            Interlocked.Increment(ref linkless);
            return;
        }

        var (started, good) = (clock.GetTimestamp(), false);
        try
        {
            var (connection, requests) = idle.TryPop(out var free) ? free : await ConnectAsync();
            try
            {
                Interlocked.Increment(ref sent);
                var answer = await connection.SendAsync(requests.Post(edit), CancellationToken.None);
                good = answer.IsGood && answer.Count(HttpEdit.Accepted) == 1;
                meter.Add(good ? AnswerKind.Answered : answer.IsBusy ? AnswerKind.Busy : AnswerKind.Failed, clock.GetElapsedTime(started) + late, $"answered {answer.Status}");
                idle.Push((connection, requests));
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            meter.Add(AnswerKind.Failed, TimeSpan.Zero, fault.Message);
        }
        finally
        {
            target.Edits.Return(edit, good);
        }
    }

    private async Task<(LeanConnection Connection, LeanRequests Requests)> ConnectAsync()
    {
        var connection = new LeanConnection(target.Address);
        await connection.ConnectAsync(CancellationToken.None);
        return (connection, target.Requests());
    }
}
