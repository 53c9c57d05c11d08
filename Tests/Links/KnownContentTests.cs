using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>What is listed again is looked at only when it differs, but for what we wrote to.</summary>
public sealed class KnownContentTests
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly KnownContent known = new(TimeSpan.FromSeconds(2));

    [Fact]
    public void Has_WhatWasAdded_AndNothingElse()
    {
        known.Add(Record("Ann"), Zero);

        Assert.True(known.Has(Record("Ann")));
        Assert.False(known.Has(Record("Bea")));
    }

    [Fact]
    public void Wrote_ARecordSetBackToWhatItWasBefore_IsLookedAt()
    {
        known.Add(Record("Ann"), Zero);
        known.Wrote("7", Zero.AddSeconds(1));

        Assert.False(known.Has(Record("Ann")));
    }

    [Fact]
    public void Wrote_APageThatMayShowTheTimeBefore_IsNotRemembered()
    {
        known.Wrote("7", Zero.AddSeconds(1));
        known.Add(Record("Ann"), Zero.AddSeconds(2.9));
        Assert.False(known.Has(Record("Ann")));

        known.Add(Record("Ann"), Zero.AddSeconds(3));
        Assert.True(known.Has(Record("Ann")));
    }

    [Fact]
    public void Saw_SomethingElse_ARecordSetBackToWhatWasListedIsLookedAt()
    {
        known.Add(Record("Ann"), Zero);
        known.Saw(Record("Ann"));
        Assert.True(known.Has(Record("Ann")));

        known.Saw(Record("Bea"));
        Assert.False(known.Has(Record("Ann")));
    }

    /// <summary>A page that was served before the edit may come after the page that shows it: the feed does not list that one again.</summary>
    [Fact]
    public void Has_WhatIsOlderThanWhatWasTakenOver_ItIsNoNews()
    {
        known.Add(Record("Bea", 4), Zero);

        Assert.True(known.Has(Record("Ann", 3)));
        known.Add(Record("Ann", 3), Zero);
        Assert.True(known.Has(Record("Bea", 4)));
        Assert.False(known.Has(Record("Ann", 5)));
        Assert.False(known.Has(Record("Ann")));
    }

    [Fact]
    public void Wrote_APageFromBeforeWhatWasTakenOver_IsStillNoNews()
    {
        known.Wrote("7", Zero.AddSeconds(1));
        known.Add(Record("Bea", 4), Zero.AddSeconds(2));

        Assert.True(known.Has(Record("Ann", 3)));
        Assert.False(known.Has(Record("Bea", 4)));
    }

    [Fact]
    public void Forget_ARecordThatIsListedAgain_IsLookedAtWhateverItsRevision()
    {
        known.Add(Record("Bea", 4), Zero);
        known.Forget(["7"]);

        Assert.False(known.Has(Record("Ann", 3)));
    }

    private static SystemRecord Record(string name, long? revision = null) => new()
    {
        Id = "7",
        Revision = revision,
        Kind = RecordKind.Person,
        Content = RecordContent.Empty with { Scalars = RecordContent.Empty.Scalars.Add("name/last", FieldValue.Of(name)) },
    };
}
