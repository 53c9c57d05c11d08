using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class StateFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Restart_SameFile_HasTheDataTheLogsAndTheSubscription()
    {
        await using var receiver = await PostReceiver.StartAsync();
        string contact, client;
        await using (var sandbox = await RunningSandbox.StartAsync(statePath: _path))
        {
            contact = (await sandbox.PersonPuts(20001, "{\n\"tags\":[\"red\"],\"phone_numbers\":[{\"address\":\"415-555-0160\"}]}")).Text;
            await sandbox.Wealthbox("DELETE", "contacts/20002", token: "wb-demo-user");
            client = (await sandbox.PersonPatches("CW-100003", """{"jobTitle":"Baker"}""")).Text;
            await sandbox.Hub("PUT", "subscription", $$"""{"url":"{{receiver.Url}}","key":"k1"}""");
        }

        await using var again = await RunningSandbox.StartAsync(statePath: _path);

        Assert.Equal(contact, (await again.Wealthbox("GET", "contacts/20001")).Text);
        Assert.Equal(client, (await again.Hub("GET", "clients/CW-100003")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await again.Wealthbox("GET", "contacts/20002")).Status);
        Assert.Equal(3, (await again.WealthboxControl("GET", "changes")).List("changes").Count);
        await again.PersonPatches("CW-100003", """{"jobTitle":"Pilot"}""");
        Assert.Equal(3, (int)(await receiver.NextAsync()).Changes[0]!["revision"]!);
    }

    [Fact]
    public async Task Restart_TornLastLine_IsCutOff()
    {
        await using (var sandbox = await RunningSandbox.StartAsync(statePath: _path))
            await sandbox.PersonPuts(20001, """{"job_title":"Baker"}""");
        await File.AppendAllTextAsync(_path, "{\"system\":\"wealth", TestContext.Current.CancellationToken);

        await using (var again = await RunningSandbox.StartAsync(statePath: _path))
            await again.PersonPuts(20001, """{"nickname":"Bo"}""");

        await using var third = await RunningSandbox.StartAsync(statePath: _path);
        var contact = await third.Wealthbox("GET", "contacts/20001");
        Assert.Equal(("Baker", "Bo"), ((string?)contact.Json["job_title"], (string?)contact.Json["nickname"]));
    }

    [Fact]
    public async Task Start_DamagedFile_SaysSo()
    {
        await File.WriteAllTextAsync(_path, "not json\n", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<IOException>(() => RunningSandbox.StartAsync(statePath: _path));
    }
}
