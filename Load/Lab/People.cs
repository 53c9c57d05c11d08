using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>People who edit on both sides at once, through the simulators' own interfaces.</summary>
internal sealed class People(Laboratory laboratory, TimeProvider clock, int seed)
{
    private readonly ConcurrentDictionary<int, RowIds> rows = new();
    private long number;

    /// <summary>Every edit that a simulator answered with success, by its unique value.</summary>
    public ConcurrentDictionary<string, Edit> Edits { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes of the hub that were posted to the product and answered as accepted.</summary>
    public ConcurrentBag<AnsweredPost> Answered { get; } = [];

    public Task FindRowsAsync(CancellationToken cancel) => laboratory.EachPairAsync(
        async pair =>
        {
            var client = await GetAsync(laboratory.ClientWorks, $"/hub/v1/clients/{Laboratory.Client(pair)}", "Authorization", $"Bearer {laboratory.FirmOf(pair).Hub}", cancel);
            var contact = await GetAsync(laboratory.Wealthbox, $"/v1/contacts/{Laboratory.Contact(pair)}", "ACCESS_TOKEN", laboratory.FirmOf(pair).Partner, cancel);
            rows[pair] = new RowIds(First(client, "phones"), First(client, "emails"), First(contact, "phone_numbers"), First(contact, "email_addresses"));
        },
        cancel);

    /// <summary>Edits until the time is over.</summary>
    /// <param name="rate">Edits per second on each side.</param>
    public async Task RunAsync(TimeSpan duration, int rate, CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + duration;
        const int Workers = 8;
        var pause = TimeSpan.FromSeconds((double)Workers / rate);
        var workers = Enumerable.Range(0, Workers).SelectMany(worker => new[]
        {
            WorkAsync(EditHubAsync, (seed * 100) + worker, end, pause, cancel),
            WorkAsync(EditPartnerAsync, (seed * 100) + 50 + worker, end, pause, cancel),
        });
        await Task.WhenAll(workers);
    }

    /// <summary>Edits evenly on both sides, one at a time, until the time is over.</summary>
    public Task RunSteadilyAsync(TimeSpan duration, double perSecond, CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + duration;
        return Task.WhenAll(SideAsync(EditHubAsync, 1), SideAsync(EditPartnerAsync, 2));

        async Task SideAsync(Func<int, EditedField, CancellationToken, Task> edit, int side)
        {
            var random = new Random((seed * 10) + side);
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds((0.5 + random.NextDouble()) / perSecond), clock, cancel);
                if (clock.GetUtcNow() >= end)
                {
                    return;
                }

                await edit(random.Next(laboratory.Pairs), EditedField.All[random.Next(EditedField.All.Count)], cancel);
            }
        }
    }

    private async Task WorkAsync(Func<int, EditedField, CancellationToken, Task> edit, int workerSeed, DateTimeOffset end, TimeSpan pause, CancellationToken cancel)
    {
        var random = new Random(workerSeed);
        for (var next = clock.GetUtcNow(); next < end; next += pause)
        {
            var wait = next - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancel);
            }

            await edit(random.Next(laboratory.Pairs), EditedField.All[random.Next(EditedField.All.Count)], cancel);
        }
    }

    private async Task EditHubAsync(int pair, EditedField field, CancellationToken cancel)
    {
        if (await ChangeHubAsync(pair, field, cancel) is var (token, client) && pair % 4 == 0)
        {
            await PostAsync(pair, token, client, cancel);
        }
    }

    /// <summary>One edit at the hub; whoever calls it posts it, or leaves that to the hub.</summary>
    /// <returns>The edit's token, and the client as the hub has it now; null when the hub does not run.</returns>
    public async Task<(string Token, JsonElement Client)?> ChangeHubAsync(int pair, EditedField field, CancellationToken cancel)
    {
        var value = field.Value(Interlocked.Increment(ref number));
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(laboratory.ClientWorks, $"/hub/v1/clients/{Laboratory.Client(pair)}"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {laboratory.FirmOf(pair).Hub}");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Content = JsonContent.Create(field.Hub(value, rows[pair]));
        using var answer = await EnterAsync(request, cancel);
        if (answer is null)
        {
            return null;
        }

        Edits[Tokens.Of(value)] = new Edit(pair, "clientworks");
        return (Tokens.Of(value), await answer.Content.ReadFromJsonAsync<JsonElement>(cancel));
    }

    public async Task EditPartnerAsync(int pair, EditedField field, CancellationToken cancel)
    {
        var value = field.Value(Interlocked.Increment(ref number));
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(laboratory.Wealthbox, $"/v1/contacts/{Laboratory.Contact(pair)}"));
        request.Headers.TryAddWithoutValidation("ACCESS_TOKEN", laboratory.FirmOf(pair).Partner);
        request.Content = JsonContent.Create(field.Partner(value, rows[pair]));
        using var answer = await EnterAsync(request, cancel);
        if (answer is not null)
        {
            Edits[Tokens.Of(value)] = new Edit(pair, "wealthbox");
        }
    }

    /// <summary>Null when the system does not run: whether it took the edit is not known.</summary>
    private async Task<HttpResponseMessage?> EnterAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return (await laboratory.Outside.SendAsync(request, cancel)).EnsureSuccessStatusCode();
        }
        catch (Exception fault) when (fault is HttpRequestException { StatusCode: null } || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Posts a quarter of the hub's changes ourselves too, to know which of them the product answered.</summary>
    private async Task PostAsync(int pair, string token, JsonElement client, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/changes/clientworks") { Content = JsonContent.Create(HubPost.Of(pair, client)) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {laboratory.FirmOf(pair).System}");
        try
        {
            using var answer = await laboratory.Api.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode)
            {
                var outcome = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("outcomes")[0];
                if (outcome.GetProperty("result").GetString() == "accepted")
                {
                    Answered.Add(new AnsweredPost(pair, token, outcome.GetProperty("seq").GetInt64()));
                }
            }
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // The product is down, or stands still: the hub's feed brings the change later.
        }
    }

    private async Task<JsonElement> GetAsync(Uri system, string path, string header, string token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(system, path));
        request.Headers.TryAddWithoutValidation(header, token);
        using var answer = await laboratory.Outside.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
    }

    private static string First(JsonElement record, string list) => record.GetProperty(list)[0].GetProperty("id").ToString();
}

/// <param name="System">Where the person edited.</param>
internal sealed record Edit(int Pair, string System);

/// <param name="Seq">The journal sequence that the answer named.</param>
internal sealed record AnsweredPost(int Pair, string Token, long Seq);
