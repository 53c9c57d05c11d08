namespace Counterpart.Links;

/// <summary>
/// A number for what a record holds, the same in every process (string hashes are not): records that hold the same have the
/// same number, whatever the order in which their fields came. FNV-1a for each entry, mixed and added up.
/// </summary>
public static class ContentHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(SystemRecord record)
    {
        var hash = Text(Text(Number(Basis, (ulong)record.Kind), record.Book), record.TaxId?.Hash);
        hash = Number(hash, record.Revision is { } revision ? (ulong)revision + 1 : 0);
        foreach (var (path, value) in record.Content.Scalars)
        {
            hash += Mixed(Value(Text(Basis, path), value));
        }

        foreach (var (list, rows) in record.Content.Lists)
        {
            var entry = Text(Basis, list);
            foreach (var row in rows)
            {
                entry = Number(Value(Text(entry, row.Id), row.Value), row.Primary ? 1u : 0u);
            }

            hash += Mixed(entry);
        }

        return hash;
    }

    /// <summary>Without it, small changes of two fields could cancel each other out in the sum. The finalizer of MurmurHash3.</summary>
    private static ulong Mixed(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    private static ulong Value(ulong hash, FieldValue value)
    {
        hash = Text(hash, value.Text);
        foreach (var (name, part) in value.Parts)
        {
            hash = Text(Text(hash, name), part);
        }

        return hash;
    }

    private static ulong Text(ulong hash, string? text)
    {
        foreach (var c in text ?? string.Empty)
        {
            hash = (hash ^ c) * Prime;
        }

        // What ends a text is in no text, so two texts are not one longer.
        return (hash ^ (text is null ? 0x20000u : 0x10000u)) * Prime;
    }

    private static ulong Number(ulong hash, ulong number) => (hash ^ number) * Prime;
}
