using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

public sealed class GroupCommitterTests : HostFixture
{
    [Fact]
    public async Task Submit_WhileABatchIsWritten_GathersTheNext()
    {
        var keys = await LinkedAsync("a", "b", "c");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var alone = await Store.NextAsync(Cancel);
        var others = Task.WhenAll(PostAsync(keys[1], 2, "Moreau"), PostAsync(keys[2], 2, "Whitfield"), PostAsync(keys[0], 3, "Nakamura"));
        alone.Write();
        var together = await Store.NextAsync(Cancel);
        together.Write();

        Assert.Equal([keys[0]], alone.Batch.Links.Select(link => link.Key));
        Assert.Equal([keys[1], keys[2], keys[0]], together.Batch.Links.Select(link => link.Key));
        Assert.Equal([7, 8, 9, 10], (await others).Append(await first).Select(answer => answer.Seq!.Value).Order());
    }

    [Fact]
    public async Task Submit_ManyOfOneLink_ShareOneRowAndKeepTheirOrder()
    {
        var key = (await LinkedAsync("a"))[0];
        var first = PostAsync(key, 2, "Adeyemi");
        var alone = await Store.NextAsync(Cancel);
        var others = Task.WhenAll(Enumerable.Range(3, 20).Select(revision => PostAsync(key, revision, $"Name {revision}")));
        alone.Write();
        var together = await Store.NextAsync(Cancel);
        together.Write();
        await first;

        var link = Assert.Single(together.Batch.Links);
        Assert.Equal(Enumerable.Range(4, 20).Select(revision => (long)revision), link.Entries.Select(entry => entry.Revision));
        Assert.Equal(Enumerable.Range(4, 20).Select(seq => (long?)seq), (await others).Select(answer => answer.Seq));
        Assert.Equal("Name 22", StoredName(key));
    }

    [Fact]
    public async Task Submit_MoreThanABatchHolds_GoesInSeveral()
    {
        var keys = await LinkedAsync("a", "b", "c", "d");
        Commits.BatchLimit = 2;
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var alone = await Store.NextAsync(Cancel);
        var others = Task.WhenAll(keys[1..].Select(key => PostAsync(key, 2, "Moreau")));
        alone.Write();
        var pair = await Store.NextAsync(Cancel);
        pair.Write();
        var rest = await Store.NextAsync(Cancel);
        rest.Write();
        await Task.WhenAll(first, others);

        Assert.Equal([2, 1], new[] { pair.Batch.Links.Count, rest.Batch.Links.Count });
    }

    [Fact]
    public async Task Submit_StoreWritesSeveralAtOnce_FirmsOfOtherLanesDoNotWait()
    {
        Store.CommitsAtOnce = 2;
        var host = await NewHostAsync();
        Store.Holds = true;
        var asked = Enumerable.Range(0, 20)
            .Select(number => new LinkKey($"firm-{number}", "clientworks-wealthbox", "c"))
            .ToDictionary(key => key.Firm, key => host.AskAsync(key, Choose($"partner-of-{key.Firm}"), Context, Cancel), StringComparer.Ordinal);
        var standing = await Store.NextAsync(Cancel);
        var going = await Store.NextAsync(Cancel);
        HashSet<string> waiting = [.. standing.Batch.Links.Select(link => link.Key.Firm)];
        Assert.DoesNotContain(going.Batch.Links, link => waiting.Contains(link.Key.Firm));
        going.Write();
        var answers = await Task.WhenAll(going.Batch.Links.Select(link => asked[link.Key.Firm]));
        Assert.All(answers, answer => Assert.NotNull(answer.Seq));
        Assert.All(waiting, firm => Assert.False(asked[firm].IsCompleted));

        standing.Write();
        Store.Holds = false;
        Store.LetGo();
    }

    [Fact]
    public async Task Submit_QueueFull_ThrowsAndChangesNothing()
    {
        var keys = await LinkedAsync("a", "b", "c");
        Commits.QueueLimit = 1;
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var second = PostAsync(keys[1], 2, "Moreau");

        var refusal = await Assert.ThrowsAsync<OverloadedException>(() => PostAsync(keys[2], 2, "Whitfield"));

        Assert.Equal(Commits.RetryAfter, refusal.RetryAfter);
        held.Write();
        (await Store.NextAsync(Cancel)).Write();
        await Task.WhenAll(first, second);
        Assert.Equal("Okafor", StoredName(keys[2]));
        Store.Holds = false;
        Assert.Equal(3, (await PostAsync(keys[2], 2, "Whitfield")).Revision);
    }

    [Fact]
    public async Task Commit_OneLinkLoses_TheRestIsWrittenWithoutIt()
    {
        var keys = await LinkedAsync("a", "b", "c");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var alone = await Store.NextAsync(Cancel);
        var others = keys[1..].Select(key => PostAsync(key, 2, "Moreau")).ToArray();
        WrittenByAnotherNode(keys[1], 5);
        alone.Write();
        (await Store.NextAsync(Cancel)).Write();
        var without = await Store.NextAsync(Cancel);
        without.Write();
        await Task.WhenAll(first, others[1]);

        Assert.Equal([keys[2]], without.Batch.Links.Select(link => link.Key));

        // Decided again on the row that is there: the post is older than what the other node knows.
        Assert.IsType<LinkReply.NotBelieved>((await others[0]).Reply);
    }

    [Fact]
    public async Task Commit_ThrewButWasWritten_AnswersWithItsSequence()
    {
        var keys = await LinkedAsync("a", "b");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var pair = Task.WhenAll(PostAsync(keys[1], 2, "Moreau"), PostAsync(keys[1], 3, "Nakamura"));
        held.Write();
        (await Store.NextAsync(Cancel)).WriteAndFail();

        Assert.Equal(5, (await first).Seq);
        Assert.Equal([6L, 7L], (await pair).Select(answer => answer.Seq!.Value));
        Assert.Equal(7, Store.Row(keys[1]).LastSeq);
    }

    [Fact]
    public async Task Commit_ConnectionBroke_WhatIsNotThereGoesInOnceMoreUnderAnotherId()
    {
        var keys = await LinkedAsync("a");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var cut = await Store.NextAsync(Cancel);
        cut.Cut();
        var again = await Store.NextAsync(Cancel);
        Assert.NotEqual(cut.Batch.Id, again.Batch.Id);
        Assert.Equal(cut.Batch.Links, again.Batch.Links);
        again.Write();
        Assert.NotNull((await first).Seq);

        var second = PostAsync(keys[0], 3, "Moreau");
        (await Store.NextAsync(Cancel)).Cut();
        (await Store.NextAsync(Cancel)).Cut();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => second);
    }

    [Fact]
    public async Task Commit_ThrewWhatNobodyExpects_FailsItsCallersAndGoesOn()
    {
        var keys = await LinkedAsync("a");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        (await Store.NextAsync(Cancel)).Break();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);

        var second = PostAsync(keys[0], 2, "Moreau");
        (await Store.NextAsync(Cancel)).Write();
        Assert.NotNull((await second).Seq);
    }

    [Fact]
    public async Task Dispose_WithWaiting_CommitsThemAndTakesNoMore()
    {
        var keys = await LinkedAsync("a", "b");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var second = PostAsync(keys[1], 2, "Moreau");
        var stopping = Committer.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => PostAsync(keys[1], 3, "Whitfield"));
        held.Write();
        (await Store.NextAsync(Cancel)).Write();
        await stopping;

        Assert.Equal([5, 6], new[] { (await first).Seq, (await second).Seq });
    }

    [Fact]
    public async Task Due_OfACommit_IsToldOnceItIsDurable()
    {
        var key = (await LinkedAsync("a"))[0];
        var told = new List<string>();
        Committer.Due += (link, due) => told.Add($"{link.Firm} {due.System}");
        await ReadPartnerAsync(key);
        var post = PostAsync(key, 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);

        Assert.Equal(["north wealthbox"], told);
        held.Write();
        await post;
        Assert.Equal(["north wealthbox", "north wealthbox"], told);
    }

    private async Task ReadPartnerAsync(LinkKey key)
    {
        var read = ((LinkCommand.Observe)Post(1, "Okafor")).Read with { Side = Side.Partner, Whole = true, Revision = null };
        var reading = Host.AskAsync(key, new LinkCommand.Observe(read) { At = Clock.Now }, Context, Cancel);
        (await Store.NextAsync(Cancel)).Write();
        await reading;
    }

    private void WrittenByAnotherNode(LinkKey key, long revision)
    {
        var other = LinkDecider.Decide(Store.State(key), Post(revision, "Castellanos"), Rules).State;
        Assert.IsType<CommitResult.Committed>(Store.Write(new CommitBatch(Guid.CreateVersion7(Clock.Now), Clock.Now,
        [
            new LinkCommit
            {
                Key = key,
                ExpectedRevision = other.Revision - 1,
                Row = Store.Row(key) with { Revision = other.Revision, State = StateCodec.Write(other), Tail = [] },
                Entries = [new JournalEntry(other.Revision, "system:clientworks", Clock.Now, default)],
            },
        ])));
    }
}
