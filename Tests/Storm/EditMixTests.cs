using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class EditMixTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.8)]
    [InlineData(1.2)]
    public void Zipf_ChoosesTheMostWantedAsOftenAsItSays(double exponent)
    {
        const int Count = 50;
        const int Tries = 200_000;
        var chooser = new ZipfChooser(Count, exponent, seed: 3);
        var random = new Random(1);
        var chosen = new int[Count];
        for (var tries = 0; tries < Tries; tries++)
        {
            chosen[chooser.Next(random)]++;
        }

        var sum = Enumerable.Range(1, Count).Sum(rank => Math.Pow(rank, -exponent));
        Assert.All([0, 1, 9, 49], rank =>
        {
            var expected = Tries * Math.Pow(rank + 1, -exponent) / sum;
            Assert.InRange(chosen[chooser.At(rank)], expected * 0.9, expected * 1.1);
        });
        Assert.Equal(Enumerable.Range(0, Count), Enumerable.Range(0, Count).Select(chooser.At).Order());
    }

    [Fact]
    public void Mix_HasTheSharesThatWereAskedFor()
    {
        const int Acts = 100_000;
        var mix = new EditMix(new ZipfChooser(10, 0, 1), fields: 6, conflicts: 0.1, bursts: 0.2, burst: 20, seed: 2);
        var acts = Enumerable.Range(0, Acts).Select(_ => mix.Next()).ToList();

        double edits = acts.Sum(act => act.AtHub + act.AtPartner);
        Assert.InRange(edits / Acts, mix.EditsPerAct * 0.97, mix.EditsPerAct * 1.03);
        Assert.InRange(acts.Where(act => act is { AtHub: 1, AtPartner: 1 }).Sum(_ => 2) / edits, 0.09, 0.11);
        Assert.InRange(acts.Where(act => act.AtHub == 20 || act.AtPartner == 20).Sum(_ => 20) / edits, 0.18, 0.22);
        Assert.InRange(acts.Sum(act => act.AtHub) / edits, 0.48, 0.52);
        Assert.Equal(Enumerable.Range(0, 6), acts.Select(act => act.Field).Distinct().Order());
    }
}
