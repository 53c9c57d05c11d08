using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Which of a hub's posts would blank values: these are left to the channel's pass, whose brake counts them.</summary>
internal sealed class BlankingPosts(IStore store, ILinkSettings settings)
{
    /// <summary>Whether the post would blank or delete values that both sides hold. One that is older than what is known would not.</summary>
    public async Task<bool> WouldBlankAsync(LinkKey key, RecordContent content, long revision, CancellationToken cancel)
    {
        if (!MayBlank(content) || await store.LoadLinksAsync([key], cancel) is not [{ } row] || row.Phase != PhaseNames.Of(Phase.Linked))
        {
            return false;
        }

        var state = StoredState.Of(row);
        return !(state.Hub.Revision > revision)
            && BlankScan.Count(state, Side.Hub, content, await settings.GetAsync(key.Firm, key.Integration, cancel)) > 0;
    }

    /// <summary>A blank field, or a list, which may have lost a row: nothing else needs the link's row.</summary>
    public static bool MayBlank(RecordContent content)
    {
        foreach (var (_, value) in content.Scalars)
        {
            if (value.IsBlank)
            {
                return true;
            }
        }

        return content.Lists.Count > 0;
    }
}
