using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A8: tags and the long text go both ways.</summary>
public abstract class TagSyncTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task Tags_AddedAndRemovedOnBothSides_AreUnited()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);
        await product.Partner.EditAsync(contact, new { tags = (List<string>)["Golf", "Old Client"] });
        await product.Hub.UntilAsync(client, shown => Names(shown) == "Golf,Old Client");

        await product.Hub.EditAsync(client, new { tags = (List<string>)["golf", "Sailing"] });
        var shown = await product.Partner.UntilAsync(contact, shown => Names(shown) == "Golf,Sailing");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.All(shown["tags"]!.AsArray(), tag => Assert.NotNull(tag!["id"]));
    }

    [Fact]
    public async Task Background_OfManyLines_GoesBothWays()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);
        var text = "Sails.\r\nTwo children.\n\n" + new string('b', 19_000);
        await product.Hub.EditAsync(client, new { background = text });
        await product.Partner.UntilAsync(contact, shown => (string?)shown["background_information"] == text);

        await product.Partner.EditAsync(contact, new { background_information = (string?)null });
        await product.Hub.UntilAsync(client, shown => shown["background"] is null);
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    private static string Names(JsonObject record) => string.Join(
        ',', record["tags"]!.AsArray().Select(tag => tag is JsonObject named ? (string?)named["name"] : (string?)tag).Order(StringComparer.Ordinal));
}

/// <summary>The hub record's id stands at the partner once linked, unless something else stands there.</summary>
public abstract class ExternalIdTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task Linked_TheContactGetsTheClientsId()
    {
        await product.Admin.LinkAsync("CW-100001");
        await product.Partner.UntilAsync("20001", contact => (string?)contact["external_unique_id"] == "CW-100001");
    }

    [Fact]
    public async Task Linked_SomebodyElsesIdIsLeft()
    {
        await product.Partner.EditAsync("20002", new { external_unique_id = "other-7" });
        await product.Admin.LinkAsync("CW-100002");
        await product.Admin.UntilAsync("CW-100002", link => link.IsQuiet);
        await product.Partner.UntilAsync("20002", contact => (string?)contact["external_unique_id"] == "other-7");
        Assert.DoesNotContain(await product.Partner.SyncedAsync("20002"), change => change.ToString()!.Contains("external_unique_id", StringComparison.Ordinal));
    }
}

public sealed class TagSyncOnFileTests(PairsProduct fixture) : TagSyncTests(fixture), IClassFixture<PairsProduct>;

public sealed class ExternalIdOnFileTests(DemoProduct fixture) : ExternalIdTests(fixture), IClassFixture<DemoProduct>;
