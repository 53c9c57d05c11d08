using Counterpart.Hosting;
using Counterpart.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Counterpart.Tests.Operations;

/// <summary>The life of keys, over a store.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualClock clock = new();
    private Node node = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => node = await Node.StartAsync(
        new NodeOptions { DataFolder = folder.Path, RunChannels = false }, clock, NullLoggerFactory.Instance, Cancel);

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Rotate_WithAnOverlap_BothWorkUntilTheOldOneEnds()
    {
        var firm = await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);
        var old = await node.Office.CreateKeyAsync("north", Role.Adviser, "amy", "Amy", Cancel);

        var made = await node.Office.RotateKeyAsync("north", old.Row.Id, TimeSpan.FromHours(1), Cancel);

        Assert.Equal(("north", "adviser", "amy", "Amy"), (made!.Row.Firm, made.Row.Role, made.Row.Subject, made.Row.Label));
        Assert.Equal("amy", (await node.Callers.FindAsync(old.Secret, Cancel))!.Subject);
        Assert.Equal("amy", (await node.Callers.FindAsync(made.Secret, Cancel))!.Subject);
        clock.Advance(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(58));
        Assert.NotNull(await node.Callers.FindAsync(old.Secret, Cancel));

        // What was looked up just before the end is not remembered beyond it.
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await node.Callers.FindAsync(old.Secret, Cancel));
        Assert.NotNull(await node.Callers.FindAsync(made.Secret, Cancel));
        Assert.NotNull(await node.Callers.FindAsync(firm!.Key.Secret, Cancel));
    }

    [Fact]
    public async Task Rotate_AKeyThatEndsAlready_MakesNone()
    {
        await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);
        var old = await node.Office.CreateKeyAsync("north", Role.Adviser, "amy", "Amy", Cancel);
        await node.Office.RotateKeyAsync("north", old.Row.Id, TimeSpan.FromHours(1), Cancel);

        Assert.Null(await node.Office.RotateKeyAsync("north", old.Row.Id, TimeSpan.Zero, Cancel));
        Assert.Equal(3, (await node.Office.ListKeysAsync("north", Cancel)).Count);
    }

    [Fact]
    public async Task Revoke_AKeyInUse_EndsItAtOnce()
    {
        await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);
        var key = await node.Office.CreateKeyAsync("north", Role.FirmAdmin, null, "Jo", Cancel);
        Assert.NotNull(await node.Callers.FindAsync(key.Secret, Cancel));

        var ended = await node.Office.RevokeKeyAsync("north", key.Row.Id, Cancel);

        Assert.Equal(clock.Now, ended!.RevokedAt);
        Assert.Null(await node.Callers.FindAsync(key.Secret, Cancel));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ended.RevokedAt, (await node.Office.RevokeKeyAsync("north", key.Row.Id, Cancel))!.RevokedAt);
    }

    [Fact]
    public async Task Revoke_AKeyThatWasRotated_EndsItBeforeItsOverlap()
    {
        await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);
        var old = await node.Office.CreateKeyAsync("north", Role.Adviser, "amy", "Amy", Cancel);
        await node.Office.RotateKeyAsync("north", old.Row.Id, TimeSpan.FromDays(1), Cancel);

        await node.Office.RevokeKeyAsync("north", old.Row.Id, Cancel);

        Assert.Null(await node.Callers.FindAsync(old.Secret, Cancel));
        Assert.Equal(clock.Now, (await node.Office.ListKeysAsync("north", Cancel)).Single(key => key.Id == old.Row.Id).RevokedAt);
    }

    [Fact]
    public async Task Keys_OfAnotherFirm_AreNotThere()
    {
        await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);
        await node.Office.CreateFirmAsync("south", "South", "Al", Cancel);
        var key = await node.Office.CreateKeyAsync("north", Role.FirmAdmin, null, "Jo", Cancel);

        Assert.Null(await node.Office.RevokeKeyAsync("south", key.Row.Id, Cancel));
        Assert.Null(await node.Office.RotateKeyAsync("south", key.Row.Id, TimeSpan.Zero, Cancel));
        Assert.Null(await node.Office.RevokeKeyAsync(null, key.Row.Id, Cancel));
        Assert.DoesNotContain(await node.Office.ListKeysAsync("south", Cancel), row => row.Id == key.Row.Id);
        Assert.NotNull(await node.Callers.FindAsync(key.Secret, Cancel));
    }

    [Fact]
    public async Task Firm_CreatedTwice_IsRefusedAndGetsNoSecondKey()
    {
        Assert.NotNull(await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel));
        Assert.Null(await node.Office.CreateFirmAsync("north", "Another", "Al", Cancel));
        Assert.Single(await node.Office.ListKeysAsync("north", Cancel));
    }

    [Fact]
    public async Task AdminKey_ForAFirmWithoutConnection_CanBeMadeAgain()
    {
        await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);

        var made = Assert.IsType<AdminKeyOutcome.Made>(await node.Office.CreateAdminKeyAsync("north", "Jo again", Cancel));
        Assert.Equal(Role.FirmAdmin, (await node.Callers.FindAsync(made.Key.Secret, Cancel))!.Role);
        Assert.IsType<AdminKeyOutcome.NoSuchFirm>(await node.Office.CreateAdminKeyAsync("west", "Jo", Cancel));

        await node.Store.PutConnectionAsync(new("north", "wealthbox", "t1", "https://crm.example/v1", new byte[] { 1 }), Cancel);
        Assert.IsType<AdminKeyOutcome.InUse>(await node.Office.CreateAdminKeyAsync("north", "Jo", Cancel));
    }

    [Fact]
    public void Secret_PutIntoText_IsNotShown()
    {
        var made = new NewKey(new("hash", "k1", null, "operator", null, "Ops", clock.Now, null), "cpk_secret");

        Assert.DoesNotContain("cpk_secret", $"{made} {new NewFirm(new("a", "A", clock.Now), made)}", StringComparison.Ordinal);
    }
}
