using Counterpart.Load.Lab;

namespace Counterpart.Tests.EndToEnd;

/// <summary>The load tool's checks, in small: whole processes, every edit accounted for.</summary>
public sealed class AccountTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Edits_OnBothSidesAtOnce_AreAllAccountedFor()
    {
        var told = new StringWriter();
        var account = await AccountCommand.RunAsync(
            links: 20, TimeSpan.FromSeconds(4), rate: 60, seed: 7, RealClock.Instance, told, TestContext.Current.CancellationToken);

        output.WriteLine(told.ToString());
        Assert.True(account.Holds, told.ToString());
        Assert.True(account.Edits > 100);
    }

    [Fact]
    public async Task Process_KilledUnderLoad_LosesNothingItAnswered()
    {
        var told = new StringWriter();
        var account = await KillCommand.RunAsync(
            kills: 2, links: 12, rate: 40, seed: 7, RealClock.Instance, told, TestContext.Current.CancellationToken);

        output.WriteLine(told.ToString());
        Assert.True(account.Holds, told.ToString());
        Assert.True(account.Edits > 50);
    }
}
