using System.Text;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Hosting;

public sealed class IntegrationCatalogTests : SqliteFixture
{
    private const string Integration = "clientworks-wealthbox";

    [Fact]
    public async Task Settings_OfAnOlderProgram_AreRead_AndThoseOfAnotherNodeAreFollowed()
    {
        await using var store = await OpenAsync();
        await store.CreateFirmAsync(new FirmRow("north", "North", Clock.Now), Cancel);
        Assert.True(await store.PutIntegrationAsync(Row(1, """{"enabled":true,"contactSync":true,"onConflict":"Partner","first":"Ask","region":"AU"}"""), Cancel));
        var tuning = new HostTuning();
        var catalog = new IntegrationCatalog(store, new SystemCatalog(tuning), tuning);
        var told = new List<string>();
        catalog.Changed += told.Add;

        var rules = await catalog.GetAsync("north", Integration, Cancel);
        Assert.Equal((true, ConflictPolicy.Partner, "AU", false), (rules.ContactSync, rules.DefaultConflict, rules.Region, rules.ObserveOnly));
        var other = new IntegrationCatalog(store, new SystemCatalog(tuning), tuning);
        var view = await other.ViewAsync("north", Integration, Cancel);
        Assert.NotNull(await other.PutAsync("north", Integration, view.Settings with { ObserveOnly = true }, 1, Cancel));

        catalog.Follow(await store.ListIntegrationsAsync(Cancel));

        Assert.True((await catalog.GetAsync("north", Integration, Cancel)).ObserveOnly);
        Assert.Equal(["north"], told);
    }

    private static IntegrationRow Row(long version, string settings) => new("north", Integration, version, Encoding.UTF8.GetBytes(settings));
}
