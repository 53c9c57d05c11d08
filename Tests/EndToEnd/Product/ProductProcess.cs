using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Hosting;
using Counterpart.Tests.Tour;

namespace Counterpart.Tests.EndToEnd;

/// <summary>One life of the product as it was built, in a process of its own with its data in PostgreSQL.</summary>
internal sealed class ProductProcess : IProductRun
{
    private readonly RunningProduct process;

    private ProductProcess(RunningProduct process) => this.process = process;

    public Uri Address => process.Url;

    public Node Node => throw new InvalidOperationException("The product is a process of its own: ask it over HTTP.");

    public static async Task<ProductProcess> StartAsync(string folder, CancellationToken cancel) => new(await RunningProduct.StartEmptyAsync(folder, cancel));

    /// <summary>Writes the settings that every start in the folder reads, and makes the first operator's key at the machine.</summary>
    public static async Task<string> InstallAsync(string folder, string connection, Action<HostTuning>? tune, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), Settings(connection, ProductTuning.Of(tune)).ToJsonString(), cancel);
        var made = await ProductCommand.RunAsync(folder, null, null, cancel, "key", "create", "--role", "operator", "--label", "test");
        Assert.True(made.ExitCode == 0, string.Join('\n', made.Errors));
        return made.Output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await process.TerminateAsync(CancellationToken.None);
        await process.DisposeAsync();
    }

    private static JsonObject Settings(string connection, HostTuning tuning)
    {
        var settable = new JsonSerializerOptions { IgnoreReadOnlyProperties = true };
        var counterpart = JsonSerializer.SerializeToNode(tuning, settable)!.AsObject();
        counterpart["InternalHosts"] = JsonSerializer.SerializeToNode(tuning.InternalHosts);
        counterpart["Systems"] = JsonSerializer.SerializeToNode(tuning.Systems, settable);
        counterpart["Store"] = new JsonObject
        {
            ["ConnectionString"] = connection,

            // One node: what it sees is in the order of one clock.
            ["ClockDifference"] = TimeSpan.Zero.ToString(),
            ["MasterKey"] = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
        };
        return new JsonObject { ["Counterpart"] = counterpart, ["Api"] = new JsonObject { ["RequestsPerSecond"] = 10_000, ["RequestBurst"] = 10_000 } };
    }
}
