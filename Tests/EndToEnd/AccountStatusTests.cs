using System.Text.Json.Nodes;
using Counterpart.Links;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A6 and A7, as far as they go without overnight files: a link says which it waits for.</summary>
public abstract class AccountStatusTests(ProductHosting hosting)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accounts_OfALinkedClient_ArePendingUntilTheFilesOfTheirFirstDataDate()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        await product.LinkedAsync("CW-100001");
        Assert.Null((await ReadAsync(product, "CW-100001"))["accounts"]);

        (await product.Admin.SetUpAsync(new { enabled = true, accountSync = true, first = "hub", taxIdField = "Tax ID" })).Ok();

        var link = await ReadAsync(product, "CW-100001");
        var expected = AccountStatuses.FirstDataDate((DateTimeOffset)link["linkedAt"]!, ExchangeCalendar.UnitedStates).ToString("yyyy-MM-dd", null);
        Assert.Equal(("pending", expected), ((string?)link["accounts"]!["status"], (string?)link["accounts"]!["waitsFor"]));
        var listed = (await product.Admin.GetAsync("/v1/links")).Ok()["links"]!.AsArray().Single()!;
        Assert.Equal(link["accounts"]!.ToJsonString(), listed["accounts"]!.ToJsonString());
        Assert.Null((await ReadAsync(product, "CW-100002"))["accounts"]);

        // Linked and unlinked between the same two files, nothing was ever shown.
        await product.Admin.UnlinkAsync("CW-100001");
        var unlinked = (await ReadAsync(product, "CW-100001"))["accounts"];
        Assert.True(unlinked is null || (string?)unlinked["status"] == "removing", "the day may have changed between the two");
    }

    private static async Task<JsonNode> ReadAsync(Product product, string client) =>
        (await product.Admin.GetAsync($"/v1/links/{ApiCaller.Integration}/{client}")).Ok();
}

public sealed class AccountStatusOnFileTests() : AccountStatusTests(ProductHosting.InProcess);
