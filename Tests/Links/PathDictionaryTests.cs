using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class PathDictionaryTests
{
    [Fact]
    public void Builder_AnyOrder_KeepsOrdinalOrder()
    {
        var builder = PathDictionary<int>.Empty.ToBuilder();
        var paths = Enumerable.Range(0, 40).Select(number => $"phones/r{number * 7 % 40}").ToArray();
        foreach (var path in paths)
        {
            builder[path] = path.Length;
        }

        var map = builder.ToImmutable();
        Assert.Equal(paths.Order(StringComparer.Ordinal), map.Select(entry => entry.Key));
        Assert.All(paths, path => Assert.Equal(path.Length, map[path]));
        Assert.Equal((40, false), (map.Count, map.ContainsKey("phones")));
    }

    [Fact]
    public void Builder_Changed_LeavesWhatWasMadeBeforeAsItWas()
    {
        var builder = PathDictionary<int>.Empty.SetItem("a", 1).SetItem("b", 2).ToBuilder();
        var before = builder.ToImmutable();
        builder["a"] = 10;
        var between = builder.ToImmutable();
        builder["c"] = 3;
        builder.Remove("b");

        Assert.Equal([KeyValuePair.Create("a", 1), KeyValuePair.Create("b", 2)], before);
        Assert.Equal([KeyValuePair.Create("a", 10), KeyValuePair.Create("b", 2)], between);
        Assert.Equal([KeyValuePair.Create("a", 10), KeyValuePair.Create("c", 3)], builder.ToImmutable());
    }

    [Fact]
    public void Builder_Unchanged_GivesTheSameMap()
    {
        var map = PathDictionary<int>.Empty.SetItem("a", 1);
        var builder = map.ToBuilder();

        Assert.False(builder.Remove("b"));
        Assert.Same(map, builder.ToImmutable());
        Assert.Throws<KeyNotFoundException>(() => map["b"]);
    }
}
