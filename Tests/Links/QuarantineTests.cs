using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class QuarantineTests
{
    [Fact]
    public void ValueWrittenBackThreeTimesWithinTheHour_IsQuarantined_WithANotice()
    {
        var bench = LinkBench.Agreed();
        Fight(bench, from: 10, apart: 600, after: 20);
        Fight(bench, from: 610, apart: 600, after: 20);
        Assert.NotEqual(HoldReason.Quarantined, bench.Name.Hold);
        Fight(bench, from: 1210, apart: 600, after: 20, settled: false);

        Assert.Equal((RegisterStatus.Held, HoldReason.Quarantined), (bench.Name.Status, bench.Name.Hold));
        var notice = Assert.Single(LinkNotices.Of(bench.State, bench.Settings));
        Assert.Equal(("name", NoticeCause.Quarantined, NoticeRemedy.FindOtherWriter, NoticeActor.FirmAdmin), (notice.Path, notice.Cause, notice.Remedy, notice.Who));
        Assert.Null(bench.Due(Side.Hub));
    }

    [Fact]
    public void Quarantined_StaysSoWhateverItIsEditedTo_UntilAPersonDecides()
    {
        var bench = Quarantined();
        bench.See(Side.Hub, 2000, ("name", "Cleo"));
        bench.See(Side.Partner, 9000, ("name", "Dora"));
        Assert.Equal(HoldReason.Quarantined, bench.Name.Hold);
        Assert.Equal(HoldReason.Quarantined, Crashed(bench).RegisterAt("name").Hold);

        bench.Send(new LinkCommand.Apply([new PathChoice("name", Side.Hub, null, null)]) { At = LinkBench.At(9001) });
        bench.Applied(bench.Begun(Side.Partner, 9002, ("name", "Dora")), 9003, ("name", "Cleo"));
        Assert.Equal((RegisterStatus.Agreed, false, 0), (bench.Name.Status, bench.Name.Quarantined, bench.Name.Returns.Length));
        bench.See(Side.Partner, 9020, ("name", "Ed"));
        Assert.Equal((RegisterStatus.Owed, Side.Hub), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Quarantined_BothSidesAgree_IsOver()
    {
        var bench = Quarantined();
        bench.See(Side.Hub, 2000, ("name", bench.Name.Partner.Seen!.Text));

        Assert.Equal((RegisterStatus.Agreed, false), (bench.Name.Status, bench.Name.Quarantined));
        Assert.Empty(LinkNotices.Of(bench.State, bench.Settings));
    }

    [Fact]
    public void EditedBackMoreSlowly_IsNoReturn()
    {
        var bench = LinkBench.Agreed();
        for (var round = 0; round < 6; round++)
        {
            Fight(bench, from: 10 + (round * 300), apart: 300, after: 130);
        }

        Assert.Empty(bench.Name.Returns);
        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void ReturnsThatAreFarApart_AreNotQuarantined()
    {
        var bench = LinkBench.Agreed();
        for (var round = 0; round < 5; round++)
        {
            Fight(bench, from: 10 + (round * 2000), apart: 2000, after: 20);
        }

        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void ThirdReturnSettledByAgreement_AnEditLongAfterIt_IsNotQuarantined()
    {
        var bench = LinkBench.Agreed();
        Fight(bench, from: 10, apart: 600, after: 20);
        Fight(bench, from: 610, apart: 600, after: 20);
        bench.See(Side.Hub, 1210, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, 1211, ("name", "Ann")), 1212, ("name", "Bea"));
        bench.See(Side.Hub, 1220, ("name", "Ann"));
        bench.See(Side.Partner, 1232, ("name", "Ann"));
        Assert.Equal((RegisterStatus.Agreed, 3), (bench.Name.Status, bench.Name.Returns.Length));

        bench.See(Side.Hub, 1500, ("name", "Cleo"));

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void AnotherValueSoonAfterOurWrite_IsNoReturn()
    {
        var bench = LinkBench.Agreed();
        for (var round = 0; round < 5; round++)
        {
            var at = 10 + (round * 60);
            var before = bench.Name.Partner.Seen!.Text;
            bench.See(Side.Hub, at, ("name", $"Bea {round}"));
            bench.Applied(bench.Begun(Side.Partner, at + 1, ("name", before)), at + 2, ("name", $"Bea {round}"));
            bench.See(Side.Partner, at + 10, ("name", $"Cleo {round}"));
            bench.Applied(bench.Begun(Side.Hub, at + 11, ("name", $"Bea {round}")), at + 12, ("name", $"Cleo {round}"));
        }

        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void EditedBackAndForthOnOneSide_WithoutAWriteOfOursThere_IsNoReturn()
    {
        var bench = LinkBench.Agreed();
        for (var round = 0; round < 8; round++)
        {
            var (before, after) = round % 2 == 0 ? ("Ann", "Bea") : ("Bea", "Ann");
            bench.See(Side.Partner, 10 + (round * 20), ("name", after));
            bench.Applied(bench.Begun(Side.Hub, 12 + (round * 20), ("name", before)), 13 + (round * 20), ("name", after));
        }

        Assert.Equal(RegisterStatus.Agreed, bench.Name.Status);
    }

    [Fact]
    public void LateWriteOfOurs_IsNoReturn()
    {
        var bench = LinkBench.Agreed();
        bench.See(Side.Hub, 10, ("name", "Bea"));
        var lost = bench.Begun(Side.Partner, 11, ("name", "Ann"));
        bench.Settle(lost, 12, new WriteOutcome.Unknown("lost"));
        bench.See(Side.Hub, 13, ("name", "Cleo"));
        bench.Applied(bench.Begun(Side.Partner, 60, ("name", "Ann")), 62, ("name", "Cleo"));
        bench.See(Side.Partner, 70, ("name", "Bea"));

        Assert.Empty(bench.Name.Returns);
        Assert.Equal((RegisterStatus.Owed, Side.Partner), (bench.Name.Status, bench.Name.OwedTo));
    }

    [Fact]
    public void Numbers_AreSettable_AndBounded()
    {
        var bench = LinkBench.Agreed();
        bench.Settings = new LinkSettings(bench.Settings.Rules) { Quarantine = new QuarantineRule { Returns = 2, AfterWrite = TimeSpan.FromSeconds(30) } };
        Fight(bench, from: 10, apart: 100, after: 20);
        Fight(bench, from: 110, apart: 100, after: 20, settled: false);
        Assert.Equal(HoldReason.Quarantined, bench.Name.Hold);

        Assert.Throws<ArgumentOutOfRangeException>(() => new QuarantineRule { Returns = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuarantineRule { Returns = 11 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuarantineRule { Within = TimeSpan.FromDays(2) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuarantineRule { AfterWrite = TimeSpan.Zero });
    }

    private static LinkBench Quarantined()
    {
        var bench = LinkBench.Agreed();
        Fight(bench, from: 10, apart: 600, after: 20);
        Fight(bench, from: 610, apart: 600, after: 20);
        Fight(bench, from: 1210, apart: 600, after: 20, settled: false);
        Assert.Equal(HoldReason.Quarantined, bench.Name.Hold);
        return bench;
    }

    /// <summary>The hub is set to Bea and pushed; so much later Ann stands at the partner again, and goes to the hub.</summary>
    private static void Fight(LinkBench bench, double from, double apart, double after, bool settled = true)
    {
        bench.See(Side.Hub, from, ("name", "Bea"));
        bench.Applied(bench.Begun(Side.Partner, from + 1, ("name", "Ann")), from + 2, ("name", "Bea"));
        bench.See(Side.Partner, from + 2 + after, ("name", "Ann"));
        if (settled)
        {
            Assert.True(after < apart);
            bench.Applied(bench.Begun(Side.Hub, from + 3 + after, ("name", "Bea")), from + 4 + after, ("name", "Ann"));
        }
    }

    private static LinkState Crashed(LinkBench bench) => StateCodec.Read(bench.State.Key, StateCodec.Write(bench.State));
}
