using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>
/// People who edit on both sides. What they change at the hub is posted to the product at once, as a hub does, some of it twice and some of
/// it late, after what came later.
/// </summary>
internal sealed class Editors(Laboratory laboratory, People people, Calls calls, StormOptions options, Disturbances disturbances, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim atHub = new(options.Editors);
    private readonly SemaphoreSlim atPartner = new(options.Editors);
    private readonly Lock gate = new();
    private readonly Random random = new(options.Seed);
    private readonly LogHistogram lateness = new();
    private long made;
    private long atTheHub;
    private long posts;

    /// <summary>Answers to posted edits.</summary>
    public Meter Posts { get; } = new();

    /// <summary>Answers of the simulators to people.</summary>
    public Meter Edits { get; } = new();

    /// <summary>Edits that people began.</summary>
    public long Begun => Interlocked.Read(ref made);

    /// <summary>Those of them at the hub, each of which is to be posted.</summary>
    public long BegunAtHub => Interlocked.Read(ref atTheHub);

    /// <summary>Posts sent.</summary>
    public long Sent => Interlocked.Read(ref posts);

    /// <summary>How late edits were begun: this program's own fault.</summary>
    public TimeSpan LateP99
    {
        get
        {
            lock (gate)
            {
                return lateness.At(0.99);
            }
        }
    }

    public Task ActAsync(Act act, TimeSpan late, CancellationToken cancel)
    {
        lock (gate)
        {
            lateness.Add(late);
        }

        var field = EditedField.All[act.Field];
        return Task.WhenAll(
            Enumerable.Range(0, act.AtHub).Select(_ => EditHubAsync(act.Pair, field, late, cancel))
                .Concat(Enumerable.Range(0, act.AtPartner).Select(_ => EditPartnerAsync(act.Pair, field, cancel))));
    }

    public void Dispose()
    {
        atHub.Dispose();
        atPartner.Dispose();
    }

    private async Task EditPartnerAsync(int pair, EditedField field, CancellationToken cancel) =>
        await EditAsync<bool?>(atPartner, async () =>
        {
            await people.EditPartnerAsync(pair, field, cancel);
            return true;
        }, cancel);

    private async Task EditHubAsync(int pair, EditedField field, TimeSpan late, CancellationToken cancel)
    {
        Interlocked.Increment(ref atTheHub);
        if (await EditAsync<(string Token, JsonElement Client)?>(atHub, async () => await people.ChangeHubAsync(pair, field, cancel), cancel) is not { } edit)
        {
            return;
        }

        var (twice, tardy) = (Happens(options.Twice), Happens(options.Late));
        await Task.WhenAll(
            PostAsync(pair, edit.Token, edit.Client, tardy ? Some(options.LateBy) : TimeSpan.Zero, late, cancel),
            twice ? PostAsync(pair, edit.Token, edit.Client, Some(options.LateBy), TimeSpan.Zero, cancel) : Task.CompletedTask);
    }

    private async Task<T?> EditAsync<T>(SemaphoreSlim places, Func<Task<T>> edit, CancellationToken cancel)
    {
        Interlocked.Increment(ref made);
        await places.WaitAsync(cancel);
        var (from, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        try
        {
            var result = await edit();
            Edits.Add(AnswerKind.Answered, clock.GetElapsedTime(started));
            return result;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Edits.Add(disturbances.Cover(from, clock.GetUtcNow()) ? AnswerKind.Cut : AnswerKind.Failed, TimeSpan.Zero, $"an edit: {fault.Message}");
            return default;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task PostAsync(int pair, string token, JsonElement client, TimeSpan wait, TimeSpan late, CancellationToken cancel)
    {
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancel);
        }

        Interlocked.Increment(ref posts);
        var body = await calls.SendAsync(
            Posts, HttpMethod.Post, "/v1/changes/clientworks", laboratory.FirmOf(pair).System, HubPost.Of(pair, client), late, Fault, cancel);
        if (body?.GetProperty("outcomes")[0] is { } outcome && outcome.GetProperty("result").GetString() == "accepted")
        {
            people.Answered.Add(new AnsweredPost(pair, token, outcome.GetProperty("seq").GetInt64()));
        }
    }

    // A post that came late or twice has nothing new to tell.
    private static string? Fault(JsonElement body) =>
        body.GetProperty("outcomes")[0].GetProperty("result").GetString() is var result && result is "accepted" or "unchanged" or "stale" ? null : result;

    private bool Happens(double share)
    {
        lock (gate)
        {
            return random.NextDouble() < share;
        }
    }

    private TimeSpan Some(TimeSpan most)
    {
        lock (gate)
        {
            return most * random.NextDouble();
        }
    }
}
