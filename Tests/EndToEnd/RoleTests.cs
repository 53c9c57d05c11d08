using System.Net;
using Counterpart.Systems;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Who sees and does what, over both firms.</summary>
public abstract class RoleTests(ProductFixture fixture)
{
    private const string Links = $"/v1/links/{ApiCaller.Integration}";
    private const string OwnClient = "CW-100001";
    private const string OthersClient = "CW-100004";
    private const string ForeignClient = "CW-900001";

    private readonly Product product = fixture.Product;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adviser_SeesAndChangesTheOwnBookOnly()
    {
        await ConfinedAsync(product.Demo.Adviser, OthersClient);
        await ConfinedAsync(product.Demo.Adviser, ForeignClient);
        await ConfinedAsync(product.Demo.OtherAdviser, OwnClient);
        Assert.Equal("linked", (string?)(await product.Demo.Adviser.LinkAsync("CW-100002"))[0]!["result"]);
        await product.Demo.Adviser.UntilAsync("CW-100002", link => link.IsQuiet);
        Assert.Equal("unlinked", (string?)(await product.Demo.Adviser.UnlinkAsync("CW-100002"))[0]!["result"]);
        await OnlyBookAsync(product.Demo.Adviser, "adviser-1");
        await OnlyBookAsync(product.Demo.OtherAdviser, "adviser-2");
        var search = (await product.Demo.Adviser.GetAsync("/v1/clients?query=Nils")).Ok();
        Assert.Empty(search["clients"]!.AsArray());
    }

    [Fact]
    public async Task Client_SeesTheOwnRecordOnly()
    {
        await product.LinkedAsync(OwnClient);
        var listed = (await product.Demo.Client.GetAsync("/v1/clients")).Ok()["clients"]!.AsArray();
        Assert.Equal(OwnClient, (string?)Assert.Single(listed)!["client"]);
        Assert.Equal("linked", (await product.Demo.Client.LinkAsItIsAsync(OwnClient)).Status);
        Assert.NotEmpty(await product.Demo.Client.HistoryAsync(OwnClient));
        foreach (var other in new[] { "CW-100002", OthersClient, ForeignClient, "CW-404" })
        {
            (await product.Demo.Client.GetAsync($"{Links}/{other}")).Refused(HttpStatusCode.NotFound, "not_found");
            (await product.Demo.Client.GetAsync($"{Links}/{other}/history")).Refused(HttpStatusCode.NotFound, "not_found");
        }

        await MayNotChangeAsync(product.Demo.Client);
        (await product.Demo.Client.GetAsync($"{Links}/{OwnClient}/candidates")).Refused(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task OtherFirm_IsAsIfItWereNotThere()
    {
        await ConfinedAsync(product.Other.Admin, OwnClient);
        await ConfinedAsync(product.Other.Admin, OthersClient);
        await ConfinedAsync(product.Demo.Admin, ForeignClient);
        (await product.Other.Client.GetAsync($"{Links}/{OwnClient}")).Refused(HttpStatusCode.NotFound, "not_found");
        (await product.Other.Admin.ChooseAsync(ForeignClient, "20003")).Refused(HttpStatusCode.NotFound, "unknown_partner");
        var listed = (await product.Other.Admin.GetAsync("/v1/clients")).Ok()["clients"]!.AsArray();
        Assert.Equal(5, listed.Count);
        Assert.All(listed, client => Assert.StartsWith("CW-9", (string?)client!["client"], StringComparison.Ordinal));
        var found = (await product.Other.Admin.GetAsync($"{Links}/{ForeignClient}/candidates?query=a")).Ok()["records"]!.AsArray();
        Assert.All(found, record => Assert.StartsWith("29", (string?)record!["record"], StringComparison.Ordinal));
        Assert.Equal("linked", (string?)(await product.Other.Admin.LinkAsync("CW-900002"))[0]!["result"]);
    }

    [Fact]
    public async Task System_PostsItsOwnFirmsChangesAndNothingElse()
    {
        await product.LinkedAsync("CW-100005");
        var before = await product.Admin.LinkAsItIsAsync("CW-100005");
        var post = new { changes = new[] { new { record = "CW-100005", revision = 999, fields = new Dictionary<string, string> { ["jobTitle"] = "Intruder" } } } };

        var foreign = (await product.Other.System.PostAsync("/v1/changes/clientworks", post)).Ok();

        Assert.Equal("notLinked", (string?)foreign["outcomes"]![0]!["result"]);
        Assert.Equal(before.Revision, (await product.Admin.LinkAsItIsAsync("CW-100005")).Revision);
        (await product.Demo.System.PostAsync("/v1/changes/wealthbox", post)).Refused(HttpStatusCode.NotFound, "not_found");
        foreach (var caller in new[] { product.Demo.Admin, product.Demo.Adviser, product.Demo.Client, product.Operator })
        {
            (await caller.PostAsync("/v1/changes/clientworks", post)).Refused(HttpStatusCode.Forbidden, "forbidden");
        }

        await MayNotChangeAsync(product.Demo.System);
        await MayNotReadAsync(product.Demo.System);
    }

    [Fact]
    public async Task Operator_SeesNoClientsData()
    {
        Assert.Equal("operator", (string?)(await product.Operator.GetAsync("/v1/me")).Ok()["role"]);
        await MayNotChangeAsync(product.Operator);
        await MayNotReadAsync(product.Operator);
    }

    [Fact]
    public async Task UnknownKey_IsRefusedEverywhere()
    {
        var stranger = product.CallerWith("cpk_0123456789012345678901234567890123456789");
        foreach (var path in new[] { "/v1/me", "/v1/clients", $"{Links}/{OwnClient}", $"{Links}/{OwnClient}/history" })
        {
            (await stranger.GetAsync(path)).Refused(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        (await stranger.TryLinkAsync([OwnClient])).Refused(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task AnotherFirmsTenant_CanNotBeConnected()
    {
        await product.LinkedAsync("CW-100006");

        var probe = Assert.IsType<ProbeResult.Failed>(await product.ConnectAsync("demo", "wealthbox", "wb-other-sync", Cancel));

        Assert.Contains("the firm's links lead to", probe.Failure.Reason, StringComparison.Ordinal);
        Assert.IsType<ProbeResult.Failed>(await product.ConnectAsync("other", "clientworks", "cw-demo-sync", Cancel));
        await product.Hub.EditAsync("CW-100006", new { organizationName = "The Nguyen Living Trust" });
        await product.Partner.UntilAsync("20006", contact => (string?)contact["name"] == "The Nguyen Living Trust");
        await product.Partner.EditAsync("20006", new { name = "The Nguyen Family Trust II" });
        await product.Hub.UntilAsync("CW-100006", client => (string?)client["organizationName"] == "The Nguyen Family Trust II");
    }

    private static async Task ConfinedAsync(ApiCaller caller, string client)
    {
        foreach (var path in new[] { string.Empty, "/history", "/candidates" })
        {
            (await caller.GetAsync($"{Links}/{client}{path}")).Refused(HttpStatusCode.NotFound, "not_found");
        }

        (await caller.ChooseAsync(client, "20003")).Refused(HttpStatusCode.NotFound, "not_found");
        Assert.Equal("unknownClient", (string?)(await caller.LinkAsync(client))[0]!["result"]);
        Assert.Equal("unknownClient", (string?)(await caller.UnlinkAsync(client))[0]!["result"]);
    }

    private static async Task OnlyBookAsync(ApiCaller adviser, string book)
    {
        var clients = (await adviser.GetAsync("/v1/clients?limit=200")).Ok()["clients"]!.AsArray();
        Assert.NotEmpty(clients);
        Assert.All(clients, client => Assert.Equal(book, (string?)client!["book"]));
    }

    private static async Task MayNotChangeAsync(ApiCaller caller)
    {
        (await caller.TryLinkAsync([OwnClient])).Refused(HttpStatusCode.Forbidden, "forbidden");
        (await caller.TryUnlinkAsync([OwnClient])).Refused(HttpStatusCode.Forbidden, "forbidden");
        (await caller.ChooseAsync(OwnClient, "20001")).Refused(HttpStatusCode.Forbidden, "forbidden");
        (await caller.SetUpAsync(new { enabled = false })).Refused(HttpStatusCode.Forbidden, "forbidden");
    }

    private static async Task MayNotReadAsync(ApiCaller caller)
    {
        foreach (var path in new[] { "/v1/clients", $"{Links}/{OwnClient}", $"{Links}/{OwnClient}/history", $"{Links}/{OwnClient}/candidates", $"/v1/integrations/{ApiCaller.Integration}" })
        {
            (await caller.GetAsync(path)).Refused(HttpStatusCode.Forbidden, "forbidden");
        }
    }
}

public sealed class RoleOnFileTests(DemoProduct fixture) : RoleTests(fixture), IClassFixture<DemoProduct>;
