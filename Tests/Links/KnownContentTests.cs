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

    private static SystemRecord Record(string name) => new()
    {
        Id = "7",
        Kind = RecordKind.Person,
        Content = RecordContent.Empty with { Scalars = RecordContent.Empty.Scalars.Add("name/last", FieldValue.Of(name)) },
    };
}
