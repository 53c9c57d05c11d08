using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>One record of an outside system with everything that it ever held: the true log.</summary>
internal sealed class VendorRecord
{
    private readonly List<RecordVersion> versions = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> absences = [];

    public VendorRecord(string id, SystemRecord start, DateTimeOffset at)
    {
        Id = id;
        versions.Add(new RecordVersion(at, start, Author.Start, 0));
    }

    public string Id { get; }

    public SystemRecord Now => versions[^1].Record;

    public DateTimeOffset ChangedAt => versions[^1].At;

    public IReadOnlyList<RecordVersion> Versions => versions;

    /// <summary>As the vendor lists it: of its own clock.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Its place in the feed.</summary>
    public long Position { get; set; }

    public bool IsDeleted { get; set; }

    public DateTimeOffset DeletedAt { get; set; }

    /// <summary>The credential may not read it any more.</summary>
    public bool IsHidden { get; set; }

    public bool IsThere => !IsDeleted && !IsHidden;

    /// <summary>What reads have shown by now: none goes behind it.</summary>
    public DateTimeOffset ServedAsOf { get; set; }

    /// <summary>It came back at a time from having been away since another.</summary>
    public void CameBack(DateTimeOffset since, DateTimeOffset at) => absences.Add((since, at));

    /// <summary>When it went away, while it is.</summary>
    public DateTimeOffset AwaySince { get; set; }

    /// <summary>For some of the time between the two nobody with our credential could see it.</summary>
    public bool WasAway(DateTimeOffset from, DateTimeOffset to) => 
        (!IsThere && AwaySince <= to) || absences.Exists(absence => absence.From <= to && from <= absence.To);

    public int LastRow { get; set; } = 1;

    public void Add(RecordVersion version) => versions.Add(version);

    public SystemRecord AsOf(DateTimeOffset time)
    {
        var at = versions.Count - 1;
        while (at > 0 && versions[at].At > time)
        {
            at--;
        }

        return versions[at].Record;
    }

    /// <summary>A write of ours for another link was applied after a time of any node.</summary>
    public bool WasWrittenByAnother(LinkKey link, DateTimeOffset time) =>
        versions.Exists(version => version.By is { } by && by != link && version.At > time - TimeSpan.FromSeconds(2));

    /// <summary>When the scalar got the value that it had at a time.</summary>
    public DateTimeOffset SetAt(string path, DateTimeOffset time)
    {
        var at = versions.Count - 1;
        while (at > 0 && versions[at].At > time)
        {
            at--;
        }

        var value = Contents.Scalar(versions[at].Record, path);
        while (at > 0 && Contents.Scalar(versions[at - 1].Record, path).Equals(value))
        {
            at--;
        }

        return versions[at].At;
    }

    /// <summary>When the scalar was last set to the value, not after a time; null: never.</summary>
    public DateTimeOffset? LastSet(string path, FieldValue value, DateTimeOffset notAfter)
    {
        for (var at = versions.Count - 1; at >= 0; at--)
        {
            if (versions[at].At <= notAfter
                && Contents.Scalar(versions[at].Record, path).Equals(value)
                && (at == 0 || !Contents.Scalar(versions[at - 1].Record, path).Equals(value)))
            {
                return versions[at].At;
            }
        }

        return null;
    }

    /// <summary>Who set a scalar to the value after one time and not after another.</summary>
    public (bool People, bool Ours) Setters(string path, FieldValue value, DateTimeOffset after, DateTimeOffset notAfter)
    {
        var (people, ours) = (false, false);
        for (var at = versions.Count - 1; at >= 0 && versions[at].At > after; at--)
        {
            if (versions[at].At <= notAfter
                && Contents.Scalar(versions[at].Record, path).Equals(value)
                && (at == 0 || !Contents.Scalar(versions[at - 1].Record, path).Equals(value)))
            {
                ours |= versions[at].Author == Author.Us;
                people |= versions[at].Author != Author.Us;
            }
        }

        return (people, ours);
    }
}

/// <param name="Attempt">Of which attempt it is, when it is ours.</param>
/// <param name="By">Of which link, when it is ours.</param>
internal sealed record RecordVersion(DateTimeOffset At, SystemRecord Record, Author Author, long Attempt, LinkKey? By = null);
