using System.Net;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A11: from one system's page to the other's, with the client in context.</summary>
public abstract class ViewTests(ProductHosting hosting)
{
    private const string View = $"/v1/links/{ApiCaller.Integration}/CW-100001/view";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task View_OpensTheOtherSystemsPageAndTheWayBack()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        (await product.Admin.GetAsync($"{View}?side=partner")).Refused(HttpStatusCode.Conflict, "not_linked");
        await product.LinkedAsync("CW-100001");
        (await product.Admin.GetAsync($"{View}?side=partner")).Refused(HttpStatusCode.Conflict, "page_not_set");
        (await product.Admin.SetUpAsync(new
        {
            enabled = true,
            first = "hub",
            taxIdField = "Tax ID",
            hubPage = $"{product.HubRoot}pages/clients/{{record}}",
            partnerPage = $"{product.PartnerRoot}pages/contacts/{{record}}?client={{client}}",
        })).Ok();

        var there = (await product.Demo.Adviser.GetAsync($"{View}?side=partner")).Ok();
        Assert.Equal($"{product.PartnerRoot}pages/contacts/20001?client=CW-100001", (string?)there["url"]);
        var page = await product.Admin.GetAsync($"{View}?side=partner&redirect=true");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<h1>Wealthbox: 20001</h1>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{product.HubRoot}pages/clients/CW-100001", page.Text, StringComparison.Ordinal);
        var back = await product.Admin.GetAsync($"{View}?side=hub&redirect=true");
        Assert.Contains("<h1>ClientWorks: CW-100001</h1>", back.Text, StringComparison.Ordinal);
        (await product.Other.Admin.GetAsync($"{View}?side=partner")).Refused(HttpStatusCode.NotFound, "not_found");
    }
}

public sealed class ViewOnFileTests() : ViewTests(ProductHosting.InProcess);
