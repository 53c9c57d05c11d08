using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Tests.Hosting;

/// <summary>What every host does with the commands of links.</summary>
public abstract class LinkHostSuite : HostFixture
{
    [Fact]
    public async Task Ask_ClaimLost_AnswersPartnerTakenAndLaterOnesAreDecidedAfresh()
    {
        await LinkedAsync("a");
        var choosing = Host.AskAsync(Key("b"), Choose("partner-of-a"), Context, Cancel);
        var held = await Store.NextAsync(Cancel);
        var behind = Host.AskAsync(Key("b"), new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = Clock.Now }, Context, Cancel);
        held.Write();
        var taken = await choosing;

        Assert.Equal("partner-of-a", Assert.IsType<LinkReply.PartnerTaken>(taken.Reply).Record);
        Assert.Null(taken.Seq);
        Assert.Equal(Phase.Unlinked, Assert.IsType<LinkReply.NotLinked>((await behind).Reply).Phase);
        Assert.Equal(2, Store.Journal.Count);
    }

    [Fact]
    public async Task Ask_BehindAClaim_IsDecidedAfterItsCommit()
    {
        Store.Holds = true;
        var choosing = Host.AskAsync(Key("a"), Choose("partner-of-a"), Context, Cancel);
        var claim = await Store.NextAsync(Cancel);
        var post = PostAsync(Key("a"), 1, "Okafor");
        claim.Write();
        var next = await Store.NextAsync(Cancel);
        next.Write();

        Assert.Single(Assert.Single(claim.Batch.Links).Entries);
        Assert.IsType<LinkReply.Linked>((await choosing).Reply);
        Assert.Equal(2, (await post).Seq);
    }

    [Fact]
    public async Task Ask_Again_TheStoreIsToldWhereTheRowIs()
    {
        var key = (await LinkedAsync("a", "b"))[0];
        for (var revision = 1; revision < 3; revision++)
        {
            var stored = Store.Row(key);
            var post = PostAsync(key, revision, $"Okafor-{revision}");
            var held = await Store.NextAsync(Cancel);
            held.Write();
            await post;
            var told = Assert.Single(held.Batch.Links);
            Assert.Equal(stored.RowNumber, told.RowNumber);
            await PostOtherAsync();
        }

        // The firm's sequence goes on between.
        async Task PostOtherAsync()
        {
            Store.Holds = false;
            await PostAsync(Key("b"), Store.Journal.Count, $"Adeyemi-{Store.Journal.Count}");
            Store.Holds = true;
        }
    }

    [Fact]
    public async Task Ask_AgainAndAgain_WritesTheRowWhenItsTailIsLong()
    {
        var key = (await LinkedAsync("a"))[0];
        var written = new List<long>();
        for (var revision = 2; revision < 24; revision++)
        {
            var post = PostAsync(key, revision, $"Okafor-{revision}");
            var held = await Store.NextAsync(Cancel);
            held.Write();
            await post;
            var link = Assert.Single(held.Batch.Links);
            if (link.Row is { } row)
            {
                written.Add(row.Revision);
            }

            Assert.InRange(Store.Row(key).Tail.Count, 0, 8);
            Assert.Equal($"Okafor-{revision}", StoredName(key));
        }

        // None of them changes what a list tells.
        Assert.Equal([10L, 19], written);
    }

    [Fact]
    public async Task Ask_WhatAListTellsChanges_WritesTheRowAtOnce()
    {
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        await PostAsync(key, 2, "Okafor");
        var partner = ((LinkCommand.Observe)Post(0, "Okafor")).Read with { Side = Side.Partner, Revision = null, Whole = true };
        await Host.AskAsync(key, new LinkCommand.Observe(partner) { At = Clock.Now }, Context, Cancel);
        Assert.Equal(0, Store.Row(key).Differing);

        await PostAsync(key, 3, "Moreau");
        Assert.Equal((1, 0), (Store.Row(key).Differing, Store.Row(key).Tail.Count));

        await PostAsync(key, 4, "Adeyemi");
        Assert.Equal((1, 1), (Store.Row(key).Differing, Store.Row(key).Tail.Count));
    }

    [Fact]
    public async Task Ask_AgainBeforeItsTurn_LeavesWhenItIsDue()
    {
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        var partner = ((LinkCommand.Observe)Post(0, "Okafor")).Read with { Side = Side.Partner, Revision = null, Whole = true };
        await Host.AskAsync(key, new LinkCommand.Observe(partner) { At = Clock.Now }, Context, Cancel);
        Store.Holds = true;

        var first = Assert.Single(await DueAfterAsync(2, "Adeyemi"));
        Assert.Equal("wealthbox", first.System);
        Assert.True(first.NotBefore > Clock.Now);
        Assert.Empty(await DueAfterAsync(3, "Moreau"));
        Assert.True(Assert.Single(await DueAfterAsync(4, "Whitfield", TimeSpan.FromSeconds(10))).NotBefore > Clock.Now);

        async Task<IReadOnlyList<DueChange>> DueAfterAsync(long revision, string name, TimeSpan? wait = null)
        {
            Clock.Advance(wait ?? TimeSpan.FromMilliseconds(10));
            var post = PostAsync(key, revision, name);
            var held = await Store.NextAsync(Cancel);
            held.Write();
            await post;
            return Assert.Single(held.Batch.Links).Due;
        }
    }

    [Fact]
    public async Task Ask_SharedStoreUnderNewSettings_WhatIsDueIsComparedByThem()
    {
        Options.SharedStore = true;
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        var partner = ((LinkCommand.Observe)Post(0, "Okafor")).Read with { Side = Side.Partner, Revision = null, Whole = true };
        await Host.AskAsync(key, new LinkCommand.Observe(partner) { At = Clock.Now }, Context, Cancel);
        await PostAsync(key, 2, "Adeyemi");

        // By these the partner's turn is a minute later, and another node has written that down.
        Given = new LinkSettings(ClientWorksWealthbox.Rules) { First = ConflictPolicy.Hub, Debounce = TimeSpan.FromMinutes(1) };
        Store.Holds = true;
        var at = Clock.Now + Rules.Debounce + TimeSpan.FromSeconds(3);
        var refresh = Host.AskAsync(key, new LinkCommand.Refresh { At = at }, Context, Cancel);
        var held = await Store.NextAsync(Cancel);
        held.Write();
        await refresh;
        Assert.Equal(at, Assert.Single(Assert.Single(held.Batch.Links).Due, change => change.System == "wealthbox").NotBefore);
    }

    [Fact]
    public async Task Ask_SameKeyAndBody_GivesTheKeptReply()
    {
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        var reply = new ReplyKey("key:k1", "once", "", "hash-1");
        var first = await PostAsync(key, 2, "Adeyemi", reply);
        var again = await PostAsync(key, 3, "Moreau", reply);

        Assert.False(first.Repeated);
        Assert.True(again.Repeated);
        Assert.Equal(first.Reply, again.Reply);
        Assert.Equal("Adeyemi", StoredName(key));
        Assert.Equal(4, (await PostAsync(key, 3, "Whitfield")).Revision);
    }

    [Fact]
    public async Task Ask_SameKeyAndOtherBody_ThrowsKeyReused()
    {
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        await PostAsync(key, 2, "Adeyemi", new ReplyKey("key:k1", "once", "", "hash-1"));

        await Assert.ThrowsAsync<KeyReusedException>(() => PostAsync(key, 3, "Moreau", new ReplyKey("key:k1", "once", "", "hash-2")));
        Assert.Equal("Adeyemi", StoredName(key));
    }

    [Fact]
    public async Task Ask_CommitFails_EverybodyHearsAndNothingDecidedOnItSurvives()
    {
        var keys = await LinkedAsync("a", "b");
        var first = PostAsync(keys[0], 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var together = new[] { PostAsync(keys[0], 3, "Moreau"), PostAsync(keys[1], 2, "Whitfield") };
        await ArrivedAsync(Host, keys[0]);
        await ArrivedAsync(Host, keys[1]);
        held.Write();
        var failing = await Store.NextAsync(Cancel);
        var onTop = PostAsync(keys[0], 4, "Nakamura");
        await ArrivedAsync(Host, keys[0]);
        var loads = Store.Loads;
        failing.Fail();
        await first;
        foreach (var refused in together)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        }

        // What was decided on the failed state is decided again on the stored one.
        var again = await Store.NextAsync(Cancel);
        again.Write();
        Assert.Equal(4, (await onTop).Revision);
        Assert.Equal(3, Assert.Single(again.Batch.Links).ExpectedRevision);
        Assert.True(Store.Loads > loads);
        Assert.Equal("Nakamura", StoredName(keys[0]));
        Assert.Equal("Okafor", StoredName(keys[1]));
    }

    [Fact]
    public async Task Ask_ChangesNothing_WaitsForWhatItWasDecidedOn()
    {
        var key = (await LinkedAsync("a"))[0];
        var first = PostAsync(key, 3, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var old = PostAsync(key, 2, "Moreau");

        await ArrivedAsync(Host, key);
        Assert.False(old.IsCompleted);
        held.Write();
        var answer = await old;
        Assert.IsType<LinkReply.NotBelieved>(answer.Reply);
        Assert.Equal((3, null), (answer.Revision, answer.Seq));
        await first;
    }

    [Fact]
    public async Task Ask_ChangesNothingOnWhatFailed_IsRefused()
    {
        var key = (await LinkedAsync("a"))[0];
        var first = PostAsync(key, 3, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var old = PostAsync(key, 2, "Moreau");
        await ArrivedAsync(Host, key);
        held.Fail();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => old);
    }

    [Fact]
    public async Task Ask_LeaseHasPassedOn_ThrowsAndOthersOfItsCommitAreDecidedAgain()
    {
        var key = (await LinkedAsync("a"))[0];
        var lease = new LeaseStamp("north", "wealthbox", 4);
        var held = PostAsync(key, 2, "Adeyemi");
        var holding = await Store.NextAsync(Cancel);
        Task<Answer> AskAsync(long revision, LeaseStamp? under) =>
            Host.AskAsync(key, Post(revision, $"Moreau {revision}"), Context with { Lease = under }, Cancel);
        var before = AskAsync(3, null);
        await ArrivedAsync(Host, key);
        var channel = AskAsync(4, lease);
        await ArrivedAsync(Host, key);
        var later = AskAsync(5, lease with { System = "clientworks" });
        await ArrivedAsync(Host, key);
        Store.LostLeases.Add(lease);
        holding.Write();
        var shared = await Store.NextAsync(Cancel);
        Assert.Equal([lease, lease with { System = "clientworks" }], Assert.Single(shared.Batch.Links).Leases);
        Store.Holds = false;
        shared.Write();

        await held;
        Assert.Contains("wealthbox", (await Assert.ThrowsAsync<LeaseLostException>(() => channel)).Message, StringComparison.Ordinal);
        await Task.WhenAll(before, later);
        Assert.Equal("Moreau 5", StoredName(key));
        Assert.DoesNotContain(Store.Journal, written => System.Text.Encoding.UTF8.GetString(written.Entry.Events.Span).Contains("Moreau 4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_LinkQueueFull_ThrowsAndChangesNothing()
    {
        var key = (await LinkedAsync("a"))[0];
        Options.QueuePerLink = 2;
        var first = PostAsync(key, 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var second = PostAsync(key, 3, "Moreau");
        await ArrivedAsync(Host, key);

        await Assert.ThrowsAsync<OverloadedException>(() => PostAsync(key, 4, "Whitfield"));

        held.Write();
        (await Store.NextAsync(Cancel)).Write();
        await Task.WhenAll(first, second);
        Assert.Equal("Moreau", StoredName(key));
        Store.Holds = false;
        Assert.Equal(5, (await PostAsync(key, 4, "Nakamura")).Revision);
    }

    [Fact]
    public async Task Ask_CallerGoesAway_IsCommittedAllTheSame()
    {
        var key = (await LinkedAsync("a"))[0];
        using var caller = new CancellationTokenSource();
        var post = Host.AskAsync(key, Post(2, "Adeyemi"), Context, caller.Token);
        var held = await Store.NextAsync(Cancel);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        held.Write();
        Store.Holds = false;

        Assert.Equal(4, (await PostAsync(key, 3, "Moreau")).Revision);
    }

    [Fact]
    public async Task Ask_TwoHosts_TheLoserDecidesAgainOnTheStoredRow()
    {
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        var other = await NewHostAsync();
        await other.AskAsync(key, Post(0, "Early"), Context, Cancel);
        await PostAsync(key, 2, "Adeyemi");
        var late = await other.AskAsync(key, Post(3, "Moreau"), Context, Cancel);

        Assert.Equal((4, 4), (late.Revision, late.Seq));
        Assert.Equal([1, 2, 3, 4], Store.Journal.Select(written => written.Entry.Revision));
        Assert.Equal("Moreau", StoredName(key));
    }

    [Fact]
    public async Task Ask_SharedStore_AnAnswerWithoutChangeStandsOnTheRowAsItIs()
    {
        Options.SharedStore = true;
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        var other = await NewHostAsync();
        await other.AskAsync(key, Post(2, "Adeyemi"), Context, Cancel);
        await other.AskAsync(key, Post(3, "Moreau"), Context, Cancel);

        Assert.Equal((4L, null), await AnsweredAsync(Host));
        await PostAsync(key, 4, "Whitfield");
        Assert.Equal((5L, null), await AnsweredAsync(other));
        await other.AskAsync(key, new LinkCommand.Unlink(UnlinkReason.Unspecified) { At = Clock.Now }, Context, Cancel);
        Assert.IsNotType<LinkReply.NotBelieved>((await PostAsync(key, 1, "Okafor")).Reply);

        async Task<(long, long?)> AnsweredAsync(ILinkHost host)
        {
            var answer = await host.AskAsync(key, Post(1, "Old"), Context, Cancel);
            Assert.IsType<LinkReply.NotBelieved>(answer.Reply);
            return (answer.Revision, answer.Seq);
        }
    }

    [Fact]
    public async Task Ask_TwoHosts_WhatWaitsBehindTheLoserIsDecidedAgainToo()
    {
        var key = (await LinkedAsync("a"))[0];
        var other = await NewHostAsync();
        await other.AskAsync(key, Post(0, "Early"), Context, Cancel);
        var losing = other.AskAsync(key, Post(3, "Moreau"), Context, Cancel);
        var held = await Store.NextAsync(Cancel);

        // By its number this one would fit on what the first host writes meanwhile.
        var behind = other.AskAsync(key, Post(4, "Whitfield"), Context, Cancel);
        await ArrivedAsync(other, key);
        var winning = PostAsync(key, 2, "Adeyemi");
        (await Store.NextAsync(Cancel)).Write();
        await winning;
        Store.Holds = false;
        held.Write();

        await Task.WhenAll(losing, behind);
        var replayed = Store.Journal.Aggregate(
            LinkState.New(key), (state, written) => LinkFold.Replay(state, EventJson.Read(written.Entry.Events.Span)));
        Assert.Equal(StateCodec.Write(replayed), StateCodec.Write(Store.State(key)));
        Assert.Equal("Whitfield", StoredName(key));
    }
}
