using Counterpart.Silo;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Orleans.Program;

/// <summary>The page about clusters has every setting of the section, with its default, and none besides.</summary>
public sealed class ClusterSettingTests
{
    [Fact]
    public void Page_HoldsEverySettingAndNoOther()
    {
        var rows = File.ReadAllLines(Path.Combine(HouseRoot.Path, "docs", "operations", "cluster.md"))
            .SkipWhile(line => line != "## Settings")
            .TakeWhile(line => line != "## What happens when")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(typeof(ClusterOptions).GetProperties().Select(property => property.Name), rows);
    }

    [Fact]
    public void Defaults_AreWithinTheirBounds()
    {
        Assert.Null(new ClusterOptions().Fault(shared: false));
        Assert.Null(new ClusterOptions { Role = NodeRole.Gateway, Address = "10.1.0.1" }.Fault(shared: true));
    }
}
