using System.Net.Http.Json;
using System.Security.Cryptography;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>What the storm goes over: processes of its own, or a product that runs already.</summary>
internal sealed class StormTarget : IAsyncDisposable
{
    private StormTarget(Laboratory laboratory, PrivatePostgres? database, StormOptions options)
    {
        Laboratory = laboratory;
        Database = database;
        IsOwn = options.Running is null;
        OperatorKey = IsOwn ? "cpk_demo_operator" : options.OperatorKey;
        Http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = laboratory.Addresses[0], Timeout = TimeSpan.FromSeconds(60) };
    }

    public Laboratory Laboratory { get; }

    public PrivatePostgres? Database { get; }

    public bool IsOwn { get; }

    public string? OperatorKey { get; }

    /// <summary>Calls the product once for each call, and repeats nothing.</summary>
    public HttpClient Http { get; }

    /// <exception cref="InvalidOperationException">It could not be started, or is not as a storm needs it.</exception>
    public static async Task<StormTarget> StartAsync(StormOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var database = options.Silos > 0 ? await PrivatePostgres.StartAsync(
            PrivatePostgres.FindBinaries() ?? throw new InvalidOperationException("PostgreSQL is not installed: there is no initdb in /usr/lib/postgresql/*/bin or on the PATH."),
            [],
            cancel) : null;
        var laboratory = await Laboratory.StartAsync(
            new LaboratoryOptions
            {
                Pairs = options.Links,
                MorePairs = options.MorePairs,
                Firms = options.Firms,
                Silos = options.Silos,
                MoreBetween = [new Patience(clock)],
                LogFolder = options.LogFolder,
                ConnectionString = database?.ConnectionString,
                MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                Running = options.Running,
            },
            cancel);
        var target = new StormTarget(laboratory, database, options);
        try
        {
            await target.PrepareAsync(options, cancel);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Laboratory.DisposeAsync();
        await (Database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>The storm posts what changes at the hub, and knows what was answered: the simulator does not post it as well.</summary>
    public async Task PostsOfTheHubAsync(bool lost, CancellationToken cancel)
    {
        using var answer = await Laboratory.Outside.PutAsJsonAsync(new Uri(Laboratory.ClientWorks, "/_control/settings"), new { postsLost = lost }, cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task PrepareAsync(StormOptions options, CancellationToken cancel)
    {
        if (options.Running is { } running && running.Firm.System.Length == 0)
        {
            Laboratory.Firms = [running.Firm with { System = await FirmSetup.SystemKeyAsync(Laboratory, running.Firm.Admin, cancel) }];
        }

        if (options.Firms > 1)
        {
            var firms = new List<LabFirm> { Laboratory.Firms[0] };
            for (var number = 1; number < options.Firms; number++)
            {
                firms.Add(await FirmSetup.CreateAsync(Laboratory, number, cancel));
            }

            Laboratory.Firms = firms;
        }
    }
}
