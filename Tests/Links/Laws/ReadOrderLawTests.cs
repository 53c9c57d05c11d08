using System.Collections.Immutable;
using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links.Laws;

/// <summary>Law 5: reads that are repeated, late or out of order give the same as in order.</summary>
public sealed class ReadOrderLawTests
{
    private static readonly LinkSettings Settings = WorldLawTests.Settings(ConflictPolicy.Hub, ConflictPolicy.Hub);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reads_RepeatedAndOutOfOrder_GiveTheSameSeen(bool counted)
    {
        // Every read shows another value: one without a revision that shows nothing new leaves no trace to order a late one by.
        var orders = Gen.Choose(0, 9).ArrayOf(12).ToArbitrary();
        Prop.ForAll(orders, order =>
        {
            var reads = Enumerable.Range(0, 10).Select(number => Read(number, counted)).ToArray();
            var inOrder = Fold(reads.Take(order.Max() + 1));
            var shuffled = Fold(order.Select(number => reads[number]));
            return Seen(inOrder).Equals(Seen(shuffled));
        }).Check(LawConfig.Runs(1000));
    }

    [Fact]
    public void SameRead_Again_AddsNothing()
    {
        var state = Fold([Read(1, counted: false)]);

        var again = LinkDecider.Decide(state, new LinkCommand.Observe(Read(1, counted: false)) { At = World.Start }, Settings);

        Assert.Empty(again.Events);
        Assert.Same(state, again.State);
    }

    private static FieldValue Seen(LinkState state) => state.RegisterAt("name/last").Partner.Seen!;

    private static LinkState Fold(IEnumerable<RecordRead> reads)
    {
        var state = LinkState.New(new LinkKey("firm", "pair", "client"));
        var candidate = new MatchCandidate("contact", "Ann", null, true, null);
        state = LinkDecider.Decide(state, new LinkCommand.Choose(new PartnerTenant("wealthbox", "t"), candidate, null) { At = World.Start }, Settings).State;
        return reads.Aggregate(state, (before, read) => LinkDecider.Decide(before, new LinkCommand.Observe(read) { At = World.Start }, Settings).State);
    }

    private static RecordRead Read(int number, bool counted) => new()
    {
        Side = Side.Partner,
        StartedAt = World.Start.AddSeconds(10 * number),
        EndedAt = World.Start.AddSeconds((10 * number) + 1),
        Revision = counted ? number : null,
        Content = new RecordContent { Scalars = ImmutableDictionary<string, FieldValue>.Empty.Add("name/last", FieldValue.Of($"v{number}")) },
    };
}
