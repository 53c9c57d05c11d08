using System.Net.Http.Headers;
using System.Net.Http.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load;

/// <summary>The product as it is built, in a process of its own on SQLite, with its links linked. Its channels are paused until somebody says otherwise.</summary>
internal sealed class HttpTarget : IAsyncDisposable
{
    private const string OperatorKey = "cpk_demo_operator";
    private const int LooksAfterwards = 50;
    private static readonly string[] Systems = ["clientworks", "wealthbox"];

    /// <summary>What was begun before a pause ends within it.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    private readonly Laboratory laboratory;
    private readonly TimeProvider clock;

    private HttpTarget(Laboratory laboratory, TimeProvider clock)
    {
        (this.laboratory, this.clock) = (laboratory, clock);
        Edits = new EditQueue(laboratory.Pairs);
    }

    public Uri Address => laboratory.Addresses[0];

    public int Links => laboratory.Pairs;

    public EditQueue Edits { get; }

    public static async Task<HttpTarget> StartAsync(BenchContext context, int links, CancellationToken cancel)
    {
        var target = new HttpTarget(await Laboratory.StartAsync(new LaboratoryOptions { Pairs = links, Other = LabSettings.Unhindered }, cancel), context.Clock);
        try
        {
            await target.laboratory.LinkAllAsync(cancel);
            await Quiet.WaitAsync(target.laboratory, context.Clock, context.Output, cancel);
            await target.PauseAsync(cancel);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    public Task PauseAsync(CancellationToken cancel) => TellChannelsAsync("pause", cancel);

    public Task ResumeAsync(CancellationToken cancel) => TellChannelsAsync("resume", cancel);

    public LeanRequests Requests() => new(Address, laboratory.Firms[0].System);

    /// <summary>What the server's process used and holds by now.</summary>
    public async Task<ServerUse> UseAsync(CancellationToken cancel)
    {
        var (_, id) = laboratory.Processes.First();
        var stat = ProcessStat.Read(id) ?? throw new InvalidOperationException("The server's process has ended, or this system has no /proc.");
        return new ServerUse(stat.Processor, stat.Memory, ServerUse.AllocatedOf(await MetricsAsync(cancel)));
    }

    /// <summary>Resident bytes.</summary>
    public long Memory => ProcessStat.Read(laboratory.Processes.First().Id)?.Memory ?? 0;

    /// <exception cref="InvalidOperationException">A link does not have what was answered last.</exception>
    public async Task VerifyAsync(CancellationToken cancel)
    {
        foreach (var edit in Edits.Answered.Take(LooksAfterwards))
        {
            var link = await laboratory.GetAsync(edit.Pair, $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(edit.Pair)}", cancel);
            if (!link.GetRawText().Contains($"\"{edit.Name}\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{edit.Name} was answered last of its link, which has: {link}");
            }
        }
    }

    public ValueTask DisposeAsync() => laboratory.DisposeAsync();

    private async Task TellChannelsAsync(string what, CancellationToken cancel)
    {
        foreach (var system in Systems)
        {
            using var answer = await laboratory.Api.PostAsJsonAsync($"/v1/channels/{system}/{what}", new { }, cancel);
            answer.EnsureSuccessStatusCode();
        }

        await Task.Delay(Settling, clock, cancel);
    }

    private async Task<string> MetricsAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        using var answer = await laboratory.Outside.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancel);
    }
}
