using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>
/// Whether what the links hold of the other systems is of the present. After a restore it is of the backup's time: what was
/// owed then may have been written, and overtaken, since. So nothing is pushed before the other system was passed over once.
/// </summary>
internal sealed class PushSource(ChannelContext channel, ChannelSession session)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> present = new(StringComparer.Ordinal);
    private DateTimeOffset looked;

    public async ValueTask<bool> IsPresentAsync(string integration)
    {
        var pair = channel.Integrations.First(pair => pair.Name == integration);
        var other = pair.HubSystem == channel.System ? pair.PartnerSystem : pair.HubSystem;
        if (!present.Contains(other) && channel.Clock.GetUtcNow() - looked >= LookEvery)
        {
            looked = channel.Clock.GetUtcNow();
            foreach (var row in await channel.Store.ListChannelsAsync(channel.Firm, session.Lost))
            {
                if (PassedIn(row) == session.DataEpoch)
                {
                    present.Add(row.System);
                }
            }
        }

        return present.Contains(other);
    }

    /// <summary>A channel whose state can't be read has passed over nothing: what is owed waits, and the links' own channel goes on.</summary>
    private static string? PassedIn(ChannelRow row)
    {
        try
        {
            return ChannelState.Read(row.State.Span).PassedIn;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
