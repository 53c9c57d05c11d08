using Counterpart.Load.Fuzz;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Orleans.Wire;

/// <summary>How grain calls are fuzzed: what our codecs allocate is told apart from what Orleans' reader does around them.</summary>
public sealed class GrainCallFuzzTests
{
    private static readonly Decoder Calls = Decoders.All.Single(decoder => decoder.Name == "grain-call");

    [Fact]
    public void Command_AndReply_AreCountedAsOurs()
    {
        Assert.InRange(OursFor("ask-observe"), 500, 200_000);
        Assert.InRange(OursFor("answer-nothing"), 50, 200_000);
        Assert.Equal(0, OursFor("snapshot"));
    }

    /// <summary>A string that says it has 113 million bytes: Orleans rents 134 MB for it, and only then looks how many there are.</summary>
    [Fact]
    public void StringOfAnotherLengthThanItSays_IsRefused_AndCostsUsNothing()
    {
        var before = Calls.Allocated!();

        var again = Calls.Again(Convert.FromHexString(
            "30018787a20127636f756e746572706172742e4c696e6b41736be8405d7b2263223a227061757365222c226174223a22323032362d30332d30315431303a30303a30302b30303a3030227d410d6b65793a6b3121e8c00741096f6e6365410943572d3141682f636c69656e74776f726b732d7765616c7468626f782f43572d31010d4107010203e0"));

        Assert.Null(again);
        Assert.InRange(Calls.Allocated!() - before, 1, 200_000);
    }

    private static long OursFor(string name)
    {
        var bytes = Convert.FromHexString(File.ReadAllText(Path.Combine(HouseRoot.Path, "Tests", "Orleans", "Wire", $"{name}.hex")).Trim());
        Assert.NotNull(Calls.Again(bytes));
        var before = Calls.Allocated!();
        Assert.NotNull(Calls.Again(bytes));
        return Calls.Allocated!() - before;
    }
}
