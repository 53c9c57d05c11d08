namespace Counterpart.Links;

/// <summary>Which values of a link a read would blank or delete on the other side: what the brake counts.</summary>
public static class BlankScan
{
    /// <summary>The same of a read, which blanks nothing when it is not believed: one that began before our own write shows what was there before.</summary>
    public static int Count(LinkState state, RecordRead read, LinkSettings settings) =>
        Observing.Believed(state, read) ? Count(state, read.Side, read.Content, settings) : 0;

    /// <summary>How many values that both sides hold the read shows blank or gone, where that would be carried over.</summary>
    public static int Count(LinkState state, Side side, RecordContent content, LinkSettings settings)
    {
        if (state.Phase != Phase.Linked)
        {
            return 0;
        }

        var count = 0;
        foreach (var (path, register) in state.Registers)
        {
            if (settings.RuleOf(path) is { } rule
                && rule.Kind != FieldKind.RowReference
                && rule.OnBlank == BlankRule.Propagate
                && IsCarried(rule.Direction, side)
                && register.Of(side).Seen is { IsBlank: false } held
                && register.Of(side.Other()).Seen is { IsBlank: false }
                && IsGone(state, side, path, held, rule, content, settings.Region))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>How many values are set at all: a record that has no fewer than before has nothing blanked.</summary>
    public static int Filled(RecordContent content)
    {
        var filled = 0;
        foreach (var (_, value) in content.Scalars)
        {
            filled += value.IsBlank ? 0 : 1;
        }

        foreach (var (_, rows) in content.Lists)
        {
            filled += rows.Length;
        }

        return filled;
    }

    private static bool IsGone(
        LinkState state, Side side, string path, FieldValue held, FieldRule rule, RecordContent content, string region)
    {
        if (!rule.IsList)
        {
            return content.Scalars.TryGetValue(path, out var value) && value.IsBlank;
        }

        if (!content.Lists.TryGetValue(rule.Path, out var rows))
        {
            return content.Scalars.TryGetValue(path, out var member) && member.IsBlank;
        }

        // A vendor may number its rows anew: a row is there while its id or its value is.
        var id = state.Rows.GetValueOrDefault(path)?.Of(side);
        foreach (var row in rows)
        {
            if (string.Equals(row.Id, id, StringComparison.Ordinal) || Canon.Same(rule.Kind, region, row.Value, held))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCarried(Direction direction, Side from) =>
        direction == Direction.Both || direction == (from == Side.Hub ? Direction.ToPartner : Direction.ToHub);
}
