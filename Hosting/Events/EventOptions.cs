namespace Counterpart.Hosting;

/// <summary>Bounds of live events; section <c>Events</c> of the configuration.</summary>
public sealed class EventOptions
{
    /// <summary>How often the store is asked for news of firms that somebody listens to. What this node commits is told at once.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How far back a listener may resume; from before that it starts anew.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often a stream without news shows that it is alive.</summary>
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a listener's key and session are looked at again.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A listener that takes longer over what is written to it is disconnected; it resumes where it was.</summary>
    public TimeSpan WriteLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Records of a firm that its listeners share in memory; who is further behind reads the store.</summary>
    public int KeptPerFirm { get; set; } = 1000;

    public int ListenersPerNode { get; set; } = 5000;

    public int ListenersPerFirm { get; set; } = 1000;

    public int ListenersPerKey { get; set; } = 20;

    /// <summary>The first setting that can't be right, with what it must be; null when there is none.</summary>
    public string? Fault()
    {
        foreach (var (name, time, least, most) in new[]
        {
            (nameof(PollEvery), PollEvery, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            (nameof(Retention), Retention, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)),
            (nameof(HeartbeatEvery), HeartbeatEvery, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            (nameof(CheckEvery), CheckEvery, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            (nameof(WriteLimit), WriteLimit, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
        })
        {
            if (time < least || time > most)
            {
                return $"{name} must be from {least} to {most}.";
            }
        }

        foreach (var (name, count) in new[]
        {
            (nameof(KeptPerFirm), KeptPerFirm),
            (nameof(ListenersPerNode), ListenersPerNode),
            (nameof(ListenersPerFirm), ListenersPerFirm),
            (nameof(ListenersPerKey), ListenersPerKey),
        })
        {
            if (count is < 1 or > 1_000_000)
            {
                return $"{name} must be from 1 to 1000000.";
            }
        }

        return null;
    }
}
