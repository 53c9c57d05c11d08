using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Commit_NewLink_IsReadBackWhole()
    {
        var commit = Changed("c1", 0, entries: 3);
        var result = await CommittedAsync(commit);

        var row = await LoadAsync("c1");
        Assert.NotNull(row);
        Assert.Equal(3, row.Revision);
        Assert.Equal(3, row.LastSeq);
        Assert.Equal(result.LastSeqs[0], row.LastSeq);
        Assert.Equal(result.RowNumbers[0], row.RowNumber);
        Assert.Equal(1, row.Epoch);
        Assert.Equal("linked", row.Phase);
        Assert.Equal("partner-c1", row.Partner);
        Assert.Equal(Change.Text(commit.Row!.State), Change.Text(row.State));
    }

    [Fact]
    public async Task Commit_ManyBatchesAndFirms_SequencesAreDensePerFirmInCommitOrder()
    {
        string[] firms = ["north", "south", "east"];
        var random = new Random(7);
        var revisions = new Dictionary<(string Firm, string Client), long>();
        var expected = firms.ToDictionary(firm => firm, _ => new List<string>());
        for (var round = 0; round < 40; round++)
        {
            var commits = new List<LinkCommit>();
            foreach (var (firm, client) in firms.SelectMany(firm => Enumerable.Range(0, 6).Select(n => (firm, $"c{n}"))))
            {
                if (random.Next(2) == 0)
                {
                    continue;
                }

                var before = revisions.GetValueOrDefault((firm, client));
                var commit = Changed(client, before, firm, random.Next(1, 4));
                commits.Insert(random.Next(commits.Count + 1), commit);
                revisions[(firm, client)] = commit.Row!.Revision;
            }

            foreach (var commit in commits)
            {
                expected[commit.Key.Firm].AddRange(commit.Entries.Select(entry => Change.Text(entry.Events)));
            }

            await CommittedAsync(commits);
        }

        foreach (var firm in firms)
        {
            var journal = await JournalAsync(firm);
            Assert.Equal(Enumerable.Range(1, journal.Count).Select(seq => (long)seq), journal.Select(row => row.Seq));
            Assert.Equal(expected[firm], journal.Select(row => Change.Text(row.Events)));
        }
    }

    [Fact]
    public async Task Commit_OneLinkIsStale_OnlyThatOneLosesAndNothingIsWritten()
    {
        await CommittedAsync(Changed("c1", 0), Changed("c2", 0));
        await CommittedAsync(Changed("c2", 1));

        var batch = Batch(Changed("c1", 1), Changed("c2", 1), Changed("c3", 0));
        var lost = Assert.IsType<CommitResult.Lost>(await Store.CommitAsync(batch, Cancel));

        Assert.Equal([new LostLink(1, LossReason.Revision)], lost.Links);
        Assert.False(await Store.WasCommittedAsync(batch.Id, Cancel));
        Assert.Equal(1, (await LoadAsync("c1"))!.Revision);
        Assert.Null(await LoadAsync("c3"));
        Assert.Equal(3, (await JournalAsync()).Count);

        await CommittedAsync(batch.Links[0], batch.Links[2]);
        Assert.Equal(5, (await JournalAsync())[^1].Seq);
    }

    [Fact]
    public async Task Commit_LosersOfEveryKind_AreAllNamedAtOnce()
    {
        await CommittedAsync(Changed("holder", 0) with { Claims = [Take("p1")], Replies = [Reply("k1")] });

        var lost = await LostAsync(
            Changed("c1", 5),
            Changed("c2", 0),
            Changed("c3", 0) with { Claims = [Take("p1")] },
            Changed("c4", 0) with { Replies = [Reply("k1")] },
            Changed("holder", 0));

        Assert.Equal(
            [
                new LostLink(0, LossReason.Revision),
                new LostLink(2, LossReason.Claim),
                new LostLink(3, LossReason.Reply),
                new LostLink(4, LossReason.Revision),
            ],
            lost);
    }

    [Fact]
    public async Task Commit_NewLinkThatIsThereAlready_LosesByRevision()
    {
        await CommittedAsync(Changed("c1", 0));
        Assert.Equal([new LostLink(0, LossReason.Revision)], await LostAsync(Changed("c1", 0)));
    }

    [Fact]
    public async Task Commit_WithAndWithoutRowNumber_UpdatesTheSameRow()
    {
        var row = (await CommittedAsync(Changed("c1", 0), Changed("c2", 0))).RowNumbers[0];
        Assert.Equal(row, (await CommittedAsync(Changed("c1", 1))).RowNumbers[0]);
        Assert.Equal(row, (await CommittedAsync(Change.Of(Change.Key("c1"), 2, Clock.Now, row: row))).RowNumbers[0]);
        Assert.Equal(3, (await LoadAsync("c1"))!.Revision);
        Assert.Equal(1, (await LoadAsync("c2"))!.Revision);
    }

    [Fact]
    public async Task Commit_PartnerGone_ColumnsAreCleared()
    {
        await CommittedAsync(Changed("c1", 0));
        var commit = Changed("c1", 1);
        await CommittedAsync(commit with { Row = commit.Row! with { Partner = null, Phase = "unlinked", Epoch = 2, State = default } });

        var row = await LoadAsync("c1");
        Assert.Null(row!.Partner);
        Assert.Equal(("unlinked", 2, 0), (row.Phase, row.Epoch, row.State.Length));
    }

    [Fact]
    public async Task WasCommitted_TellsTheBatchesThatAreThere()
    {
        var batch = Batch(Changed("c1", 0));
        Assert.False(await Store.WasCommittedAsync(Guid.CreateVersion7(Clock.Now), Cancel));
        await Store.CommitAsync(batch, Cancel);
        Assert.True(await Store.WasCommittedAsync(batch.Id, Cancel));
        await ReopenAsync();
        Assert.True(await Store.WasCommittedAsync(batch.Id, Cancel));
    }

    [Fact]
    public async Task Commit_AfterReopen_GoesOnWhereItWas()
    {
        await CommittedAsync(Changed("c1", 0, entries: 2));
        await ReopenAsync();
        Assert.Equal([3L], (await CommittedAsync(Changed("c1", 2))).LastSeqs);
    }

    [Fact]
    public async Task Commit_ManyAtOnce_EveryOneIsThereWhenAnswered()
    {
        await Parallel.ForAsync(0, 60, Cancel, async (n, cancel) =>
        {
            var commit = Changed($"c{n}", 0);
            Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(Batch(commit), cancel));
            Assert.Single(await Store.LoadLinksAsync([commit.Key], cancel));
        });

        Assert.Equal(Enumerable.Range(1, 60).Select(seq => (long)seq), (await JournalAsync()).Select(row => row.Seq));
    }

    [Fact]
    public async Task LoadLinks_SomeUnknown_GivesThoseThatExist()
    {
        await CommittedAsync(Changed("c1", 0), Changed("c2", 0), Changed("c1", 0, "south"));
        var rows = await Store.LoadLinksAsync(
            [Change.Key("c1"), Change.Key("nobody"), Change.Key("c2"), Change.Key("c2", "south"), Change.Key("c1", "nowhere")],
            Cancel);
        Assert.Equal([Change.Key("c1"), Change.Key("c2")], rows.Select(row => row.Key).OrderBy(key => key.Client, StringComparer.Ordinal));
    }
}
