using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.Records;

/// <summary>A record as it was from one change to the next. Its body is never altered: a change makes another version.</summary>
internal sealed class RecordVersion
{
    public required string Id { get; init; }

    public required JsonObject Body { get; init; }

    public required byte[] Json { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Position { get; init; }

    public bool Deleted { get; init; }

    public RecordVersion? Previous { get; set; }

    /// <summary>The version that stood at a time, or null when there was none yet.</summary>
    public RecordVersion? AsOf(DateTimeOffset time)
    {
        var version = this;
        while (version is not null && version.At > time)
            version = version.Previous;
        return version;
    }

    public void ForgetBefore(DateTimeOffset time)
    {
        if (AsOf(time) is { } oldest)
            oldest.Previous = null;
    }
}
