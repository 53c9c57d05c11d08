using Counterpart.Grains;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Tests.Hosting;
using Orleans.TestingHost;

namespace Counterpart.Tests.Orleans.Cluster;

/// <summary>Silos come, stop and die while clients edit, who repeat what was answered with an error.</summary>
public sealed class ChangingClusterTests : HostFixture
{
    private const int Clients = 12;
    private const int Edits = 25;

    public ChangingClusterTests() => Options.SharedStore = true;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task Stop_SiloUnderLoad_LosesNothing(short silos) => ChangeAsync(silos, cluster => cluster.StopSiloAsync(cluster.Silos[^1]));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task Kill_SiloUnderLoad_LosesNothing(short silos) => ChangeAsync(silos, cluster => cluster.KillSiloAsync(cluster.Silos[^1]));

    [Fact]
    public Task Add_SiloUnderLoad_LosesNothing() => ChangeAsync(2, cluster => cluster.StartAdditionalSiloAsync());

    [Fact]
    public Task Kill_TheClientsSilo_TheClientGoesOnByAnother() => ChangeAsync(3, async cluster =>
    {
        await cluster.KillSiloAsync(cluster.Silos[0]);
        await cluster.StartAdditionalSiloAsync();
    });

    private async Task ChangeAsync(short silos, Func<InProcessTestCluster, Task> change)
    {
        await using var cluster = await TestSilos.StartAsync(silos, NewEngine);
        var links = new ClusterLinkHost();
        links.Join(cluster.Client);
        var keys = Enumerable.Range(0, Clients).Select(number => Key($"c{number}")).ToArray();
        foreach (var key in keys)
        {
            await links.AskAsync(key, Choose($"partner-of-{key.Client}"), Context, Cancel);
        }

        var halfway = new SemaphoreSlim(0);
        var editing = keys.Select(key => EditAsync(links, key, halfway)).ToArray();
        for (var client = 0; client < Clients; client++)
        {
            await halfway.WaitAsync(Cancel);
        }

        await change(cluster);
        await Task.WhenAll(editing);

        foreach (var key in keys)
        {
            var written = Store.Journal.Where(record => record.Key == key).ToList();
            Assert.Equal($"Name {Edits}", StoredName(key));
            Assert.Equal(Enumerable.Range(1, Edits + 1).Select(number => (long)number), written.Select(record => record.Entry.Revision));
            var replayed = written.Aggregate(
                LinkState.New(key), (state, record) => LinkFold.Replay(state, EventJson.Read(record.Entry.Events.Span)));
            Assert.Equal(StateCodec.Write(replayed), StateCodec.Write(Store.State(key)));
        }
    }

    private async Task EditAsync(ClusterLinkHost links, LinkKey key, SemaphoreSlim halfway)
    {
        for (var edit = 1; edit <= Edits; edit++)
        {
            if (edit == Edits / 3)
            {
                halfway.Release();
            }

            var reply = new ReplyKey("key:test", $"{key.Client}-{edit}", string.Empty, "hash");
            while (true)
            {
                try
                {
                    await links.AskAsync(key, Post(edit, $"Name {edit}"), Context with { Reply = reply }, Cancel);
                    break;
                }
                catch (Exception fault) when (fault is StoreUnavailableException or OverloadedException)
                {
                    await Task.Delay(50, Cancel);
                }
            }

            await Task.Delay(5, Cancel);
        }
    }
}
