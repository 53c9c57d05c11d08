using Counterpart.Api;
using Counterpart.Api.Demo;
using Counterpart.Hosting;
using Counterpart.Tests.House;
using Microsoft.Extensions.Configuration;

namespace Counterpart.Tests.Operations;

/// <summary>The sample and the table of settings hold every setting that the options classes have, and none that they have not.</summary>
public sealed class SettingTests
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        ("Counterpart", typeof(HostTuning)), ("Counterpart:Store", typeof(StoreTuning)), ("Counterpart:Systems:clientworks", typeof(SystemTuning)), ("Counterpart:Systems:wealthbox", typeof(SystemTuning)),
        ("Api", typeof(ApiOptions)), ("Events", typeof(EventOptions)), ("Backup", typeof(BackupOptions)),
    ];

    private static string SamplePath => Path.Combine(HouseRoot.Path, "deploy", "appsettings.sample.json");

    [Fact]
    public void Sample_IsAccepted_AndChangesNothing()
    {
        var options = ProductOptions.Read(["--no-demo"], Sample());
        var tuning = new HostTuning();

        Assert.Equal((tuning.Debounce, tuning.Lease), (options.Tuning.Debounce, options.Tuning.Lease));
        Assert.Empty(options.Tuning.InternalHosts);
        Assert.Empty(options.Tuning.VendorHosts);
        Assert.Null(options.Backup.Folder);
        foreach (var system in new SystemCatalog(tuning).Names)
        {
            var traits = new SystemCatalog(tuning).Traits(system);
            Assert.Equal(traits with { PollLeast = traits.PollLeast ?? traits.PollEvery }, new SystemCatalog(options.Tuning).Traits(system));
        }

        var api = new ApiOptions();
        ProductOptions.BindApi(Sample(), api);
        Assert.Equivalent(new ApiOptions(), api, strict: true);
        Assert.Equivalent(new EventOptions(), options.Events, strict: true);
    }

    [Fact]
    public void Sample_HoldsEverySetting()
    {
        var sample = File.ReadAllText(SamplePath);
        var json = System.Text.Json.Nodes.JsonNode.Parse(sample, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        foreach (var (section, options) in Sections)
        {
            var part = section.Split(':').Aggregate(json, (node, name) => node[name]!).AsObject();
            Assert.Equal(Names(options), part.Select(member => member.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Page_HoldsEverySetting()
    {
        var page = File.ReadAllText(Path.Combine(HouseRoot.Path, "docs", "operations", "configure.md"));
        foreach (var name in Sections.SelectMany(section => Names(section.Options)).Where(name => name is not ("Systems" or "Store")))
        {
            Assert.True(page.Contains($"| `{name}` |", StringComparison.Ordinal), $"configure.md does not have {name}.");
        }

        foreach (var name in Names(typeof(DemoOptions)))
        {
            Assert.Contains($"`Demo:{name}`", page, StringComparison.Ordinal);
        }
    }

    private static IConfiguration Sample() => new ConfigurationBuilder().AddJsonFile(SamplePath).Build();

    private static IEnumerable<string> Names(Type options) => options.GetProperties()
        .Where(property => property.CanWrite || !property.PropertyType.IsValueType).Select(property => property.Name).Order(StringComparer.Ordinal);
}
