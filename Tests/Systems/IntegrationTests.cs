using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class IntegrationTests
{
    private static readonly LinkSettings Settings = new(ClientWorksWealthbox.Rules);

    [Fact]
    public void TryGet_Name_FindsTheIntegration()
    {
        Assert.True(Integrations.TryGet("clientworks-wealthbox", out var integration));
        Assert.Equal(("clientworks", "wealthbox"), (integration.HubSystem, integration.PartnerSystem));
        Assert.Contains(integration, Integrations.All);
        Assert.False(Integrations.TryGet("wealthbox-clientworks", out _));
    }

    // The store finds a link's adviser in the directory of the system that its integration is named after.
    [Fact]
    public void Name_EveryIntegration_IsHubHyphenPartner() => Assert.All(
        Integrations.All,
        integration =>
        {
            Assert.Equal($"{integration.HubSystem}-{integration.PartnerSystem}", integration.Name);
            Assert.DoesNotContain('-', integration.HubSystem);
        });

    [Fact]
    public void Rules_EveryRule_IsMappedInBothSystems()
    {
        foreach (var rule in ClientWorksWealthbox.Rules.Where(rule => rule.Kind != FieldKind.RowReference))
        {
            Assert.All(new[] { ClientWorksFields.Client, WealthboxFields.Contact }, fields =>
                Assert.True(IsMapped(fields, rule) || (rule.Path == FieldPaths.ExternalId && fields == ClientWorksFields.Client), rule.Path));
        }
    }

    [Fact]
    public void Rules_EveryMappedField_HasARule()
    {
        foreach (var fields in new[] { ClientWorksFields.Client, WealthboxFields.Contact })
        {
            Assert.All(fields.Scalars, field => Assert.False(Settings.RuleOf(field.Path)!.IsList));
            Assert.All(fields.Lists, list => Assert.True(Settings.RuleOf(list.List)!.IsList));
            Assert.All(fields.Sets.Keys, set => Assert.Equal(FieldKind.Tag, Settings.RuleOf(set)!.Kind));
        }
    }

    private static bool IsMapped(SystemFields fields, FieldRule rule) => rule.Kind == FieldKind.Tag
        ? fields.Sets.ContainsKey(rule.Path)
        : rule.IsList ? fields.List(rule.Path) is not null : fields.Scalar(rule.Path) is not null;

    [Theory]
    [InlineData("birthDate", FieldKind.Date, Direction.Both, ConflictPolicy.Ask)]
    [InlineData("name/last", FieldKind.Text, Direction.Both, null)]
    [InlineData("contactType", FieldKind.Code, Direction.ToPartner, ConflictPolicy.Hub)]
    [InlineData("status", FieldKind.Code, Direction.ToPartner, ConflictPolicy.Hub)]
    [InlineData("clientSince", FieldKind.Date, Direction.ToPartner, ConflictPolicy.Hub)]
    [InlineData("background", FieldKind.Note, Direction.Both, ConflictPolicy.Ask)]
    [InlineData("tags/any name", FieldKind.Tag, Direction.Both, null)]
    [InlineData("externalId", FieldKind.Text, Direction.ToPartner, ConflictPolicy.Hub)]
    [InlineData("phones/r3", FieldKind.Phone, Direction.Both, null)]
    [InlineData("phones/primary", FieldKind.RowReference, Direction.Both, null)]
    [InlineData("emails/primary", FieldKind.RowReference, Direction.Both, null)]
    [InlineData("addresses/primary", FieldKind.RowReference, Direction.Both, null)]
    [InlineData("addresses/r1", FieldKind.Address, Direction.Both, null)]
    [InlineData("websites/r1", FieldKind.Website, Direction.Both, null)]
    public void RuleOf_Path_IsAsTheTableOfFieldsSays(string path, FieldKind kind, Direction direction, ConflictPolicy? onConflict)
    {
        var rule = Settings.RuleOf(path)!;
        Assert.Equal((kind, direction, onConflict), (rule.Kind, rule.Direction, rule.OnConflict));
    }

    [Fact]
    public void Traits_AreTheVendorsFacts()
    {
        var wealthbox = new WealthboxFactory().Traits;
        Assert.Equal((false, false, 100, 300), (wealthbox.HasFeed, wealthbox.ConditionalWrites, wealthbox.PageSize, wealthbox.BudgetCalls));
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)), (wealthbox.Overlap, wealthbox.BudgetWindow));
        var hub = new ClientWorksFactory().Traits;
        Assert.Equal((true, true, 500, null, TimeSpan.Zero), (hub.HasFeed, hub.ConditionalWrites, hub.PageSize, hub.BudgetCalls, hub.Limits.ReadLag));
    }
}
