using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class SweepTests
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    [Fact]
    public void Pass_EveryPage_IsCompleteSinceItsStart()
    {
        var state = Sweep.Start(new SweepState(), hasFeed: false, LinkBench.At(0));
        Assert.Equal(new PageRequest.All(1), state.Next);
        Assert.Equal(DateTimeOffset.MinValue, Sweep.UnchangedSince(state, TimeSpan.Zero));
        state = Sweep.Advance(state, new PageRequest.All(2), 150, 100);
        state = Sweep.Advance(state, null, 150, 100);

        Assert.Equal((null, LinkBench.At(0), 2), (state.Next, state.Complete!.Value, state.Pages));
        Assert.Equal(LinkBench.At(-2), Sweep.UnchangedSince(state, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Advance_RecordsLeftTheList_GoesBackForThoseThatMovedUp()
    {
        var state = Sweep.Start(new SweepState(), hasFeed: false, LinkBench.At(0));
        state = Sweep.Advance(state, new PageRequest.All(2), 1000, 100);
        state = Sweep.Advance(state, new PageRequest.All(3), 1000, 100);
        state = Sweep.Advance(state, new PageRequest.All(4), 999, 100);
        Assert.Equal(new PageRequest.All(2), state.Next);

        state = Sweep.Advance(state, new PageRequest.All(3), 999, 100);
        Assert.Equal(new PageRequest.All(3), state.Next);
        state = Sweep.Advance(state, null, 749, 100);
        Assert.Equal(new PageRequest.All(1), state.Next);
    }

    /// <summary>Whatever is deleted while the list is read, every record that stays is listed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pass_RecordsDeletedMeanwhile_ListsAllThatStay(int seed)
    {
        const int PageSize = 10;
        var random = new Random(seed);
        var list = Enumerable.Range(0, 300).ToList();
        var listed = new HashSet<int>();
        var state = Sweep.Start(new SweepState(), hasFeed: false, LinkBench.At(0));
        while (state.Next is PageRequest.All all)
        {
            var page = list.Skip((all.Page - 1) * PageSize).Take(PageSize).ToList();
            listed.UnionWith(page);
            state = Sweep.Advance(state, all.Page * PageSize < list.Count ? new PageRequest.All(all.Page + 1) : null, list.Count, PageSize);
            for (var deletions = random.Next(4); deletions > 0 && list.Count > 100; deletions--)
            {
                list.RemoveAt(random.Next(list.Count));
            }
        }

        Assert.Subset(listed, list.ToHashSet());
    }

    [Fact]
    public void DueAt_PagesSpreadOverTheTime_AndPassesToo()
    {
        var state = Sweep.Start(new SweepState { Pages = 100 }, hasFeed: false, LinkBench.At(0));
        Assert.Equal(6 * 3600 * 0.8 / 100, (Sweep.DueAt(state, Every, 100, LinkBench.At(0)) - LinkBench.At(0)).TotalSeconds, 0.1);

        var complete = new SweepState { Complete = LinkBench.At(0), Pages = 3 };
        Assert.Equal(LinkBench.At(0) + Every, Sweep.DueAt(complete, Every, 100, LinkBench.At(500)));
        Assert.Equal(LinkBench.At(0) + (Every / 10), Sweep.DueAt(new SweepState(), Every, 100, LinkBench.At(0)));
    }
}
