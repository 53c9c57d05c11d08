using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Which sides of a path people edited since it last was at rest: truly the same on both sides, and known to be.</summary>
internal sealed class PathStories(World world)
{
    private readonly HashSet<(int Firm, Side Side, string Record, string Path)> edited = [];

    /// <summary>Somebody edits a field of a record.</summary>
    public void Edited(int firm, Side side, string record, string path)
    {
        if (world.Store.Owner(firm, side, record) is { } key && world.Store.Find(key) is { } row && IsAtRest(row.State, path))
        {
            Rest(row.State, path);
        }

        edited.Add((firm, side, record, path));
    }

    /// <summary>A link was written: what is at rest now is remembered as such.</summary>
    public void Look(LinkState state)
    {
        if (state.Phase != Phase.Linked)
        {
            return;
        }

        foreach (var path in Contents.Scalars)
        {
            if (IsEdited(state, path) && IsAtRest(state, path))
            {
                Rest(state, path);
            }
        }
    }

    /// <summary>What two records held before they were linked is nobody's edit since.</summary>
    public void Linked(LinkState state)
    {
        foreach (var path in Contents.Scalars)
        {
            edited.Add((World.FirmOf(state.Key), Side.Hub, state.Key.Client, path));
            edited.Add((World.FirmOf(state.Key), Side.Partner, state.Partner!.Id, path));
        }
    }

    /// <summary>A field that is mapped no more is forgotten: should it come back, the two sides are compared as at first.</summary>
    public void Forgotten(LinkState state, string path)
    {
        edited.Add((World.FirmOf(state.Key), Side.Hub, state.Key.Client, path));
        edited.Add((World.FirmOf(state.Key), Side.Partner, state.Partner!.Id, path));
    }

    /// <summary>A person said that a side's value stands: as good as an edit there, which an edit of the other side may come before or after.</summary>
    public void Chosen(LinkState state, Side side, string path) => edited.Add((World.FirmOf(state.Key), side, RecordOf(state, side), path));

    public bool BothEdited(LinkState state, string path)
    {
        var firm = World.FirmOf(state.Key);
        return edited.Contains((firm, Side.Hub, state.Key.Client, path))
            && state.Partner is { } partner
            && edited.Contains((firm, Side.Partner, partner.Id, path));
    }

    private static string RecordOf(LinkState state, Side side) => side == Side.Hub ? state.Key.Client : state.Partner!.Id;

    private bool IsEdited(LinkState state, string path)
    {
        var firm = World.FirmOf(state.Key);
        return edited.Contains((firm, Side.Hub, state.Key.Client, path)) || edited.Contains((firm, Side.Partner, state.Partner!.Id, path));
    }

    private void Rest(LinkState state, string path)
    {
        var firm = World.FirmOf(state.Key);
        world.Excuses.Take(state.Key, path);
        edited.Remove((firm, Side.Hub, state.Key.Client, path));
        edited.Remove((firm, Side.Partner, state.Partner!.Id, path));
    }

    private bool IsAtRest(LinkState state, string path)
    {
        if (state.Partner is null || state.RegisterAt(path) is not { Status: RegisterStatus.Agreed } register || state.Open?.Of(path) is not null)
        {
            return false;
        }

        foreach (var ghost in state.Ghosts)
        {
            if (ghost.Path == path)
            {
                return false;
            }
        }

        return IsAsSeen(state, Side.Hub, path, register) && IsAsSeen(state, Side.Partner, path, register);
    }

    /// <summary>What is believed is what is there, a pass has seen it since, and no read can show anything older any more.</summary>
    private bool IsAsSeen(LinkState state, Side side, string path, Register register)
    {
        var vendor = world.VendorOf(state.Key, side);
        var record = world.RecordOf(state, side);
        return record is not null
            && vendor.OnTheirWay == 0
            && !register.Of(side).Doubt
            && Contents.Scalar(record.Now, path).Equals(register.Of(side).Seen)
            && record.SetAt(path, world.Now) + vendor.Traits.Limits.ReadLag < world.LastPass(vendor);
    }
}
