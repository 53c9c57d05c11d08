using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly ClientQuery Everyone = new("north", Change.Integration, "clientworks", null, null, null, null, null, 100);

    [Fact]
    public async Task ListClients_JoinsTheLinkOfThatIntegration()
    {
        await ClientsAsync();
        var rows = await Store.ListClientsAsync(Everyone, Cancel);
        Assert.Equal(
            [("c1", "linked", "partner-c1"), ("c2", "unlinked", null), ("c3", "paused", "partner-c3")],
            rows.Select(row => (row.Profile.Id, row.Phase, row.Partner)));
        Assert.Equal("amy", rows[0].Book);
        Assert.All(
            await Store.ListClientsAsync(Everyone with { Integration = "clientworks-other" }, Cancel),
            row => Assert.Equal("unlinked", row.Phase));
    }

    [Fact]
    public async Task ListClients_Filtered_GivesThoseOnly()
    {
        await ClientsAsync();
        Assert.Equal(["c1"], await ListAsync(Everyone with { Phase = "linked" }));
        Assert.Equal(["c2"], await ListAsync(Everyone with { Phase = "unlinked" }));
        Assert.Equal(["c1", "c2"], await ListAsync(Everyone with { Book = "amy" }));
        Assert.Equal(["c2"], await ListAsync(Everyone with { Client = "c2" }));
        Assert.Equal(["c2"], await ListAsync(Everyone with { Client = "c2", Book = "amy", Query = "bo" }));
        Assert.Empty(await ListAsync(Everyone with { Client = "c2", Book = "ben" }));
        Assert.Equal(["c3"], await ListAsync(Everyone with { Query = "carol" }));
        Assert.Equal(["c2"], await ListAsync(Everyone with { After = ("alice", "c1"), Limit = 1 }));
        Assert.Empty(await ListAsync(Everyone with { Firm = "south" }));
    }

    [Fact]
    public async Task ListClients_Deleted_IsListedWhileItsLinkIsNotUnlinked()
    {
        await ClientsAsync();
        await Store.MarkDeletedAsync("north", "clientworks", null, ["c1", "c2"], Clock.Now, Cancel);
        Assert.Equal(["c1", "c3"], await ListAsync(Everyone));
    }

    private async Task ClientsAsync()
    {
        var paused = Changed("c3", 0);
        await CommittedAsync(Changed("c1", 0), paused with { Row = paused.Row! with { Phase = "paused" } }, Changed("c2", 0, "south"));
        await Store.UpsertRecordsAsync(
            "north",
            "clientworks",
            null,
            [
                Record("c1", "alice") with { Book = "amy" },
                Record("c2", "bob") with { Book = "amy" },
                Record("c3", "carol") with { Book = "ben" },
            ],
            Cancel);
    }

    private async Task<IEnumerable<string>> ListAsync(ClientQuery query) =>
        (await Store.ListClientsAsync(query, Cancel)).Select(row => row.Profile.Id);
}
