using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What the vendor makes of a write.</summary>
internal sealed partial class Vendor
{
    private const int Kept = 12;

    private WriteOutcome Write(VendorRecord record, RecordPatch patch, VendorCall call)
    {
        if (traits.HasFeed && patch.Revision != record.Now.Revision)
        {
            return new WriteOutcome.Conflicted();
        }

        if (traits.Refuses && patch.Scalars.GetValueOrDefault(Contents.JobTitle)?.Text?.StartsWith("no!", StringComparison.Ordinal) is true)
        {
            return new WriteOutcome.Refused(traits.NamesWhatItRefuses ? Contents.JobTitle : null, "not a title");
        }

        var next = record.Now;
        foreach (var (path, value) in patch.Scalars)
        {
            if (path != Contents.Employer || !traits.IgnoresEmployer)
            {
                next = Contents.With(next, path, Stored(path, value));
            }
        }

        foreach (var row in patch.Rows)
        {
            next = Apply(record, next, row, call.Link);
        }

        foreach (var set in patch.Sets)
        {
            next = Contents.WithRows(next, set.List, [.. set.Whole.Select(Contents.Tag)]);
        }

        world.Laws.Written(this, record, call);
        record.Add(new RecordVersion(world.Now, Next(record, next), Author.Us, call.Attempt!.Id, call.Link));
        Touch(record);
        return new WriteOutcome.Applied(record.Now);
    }

    /// <summary>As the system keeps a value that it was given.</summary>
    public FieldValue Stored(string path, FieldValue value)
    {
        if (path == Contents.JobTitle && traits.Truncates && value.Text is { Length: > Kept } title)
        {
            return FieldValue.Of(title[..Kept]);
        }

        return path == Contents.TaxNumber && traits.Masks && value.Text is { Length: > 3 } number
            ? FieldValue.Of("******" + number[^3..])
            : value;
    }

    public string Stored(string number)
    {
        var digits = number.StartsWith("+1", StringComparison.Ordinal) ? number[2..] : number;
        return traits.ReformatsPhones && digits.Length == 10 && digits.All(char.IsAsciiDigit) ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : number;
    }

    public static string NewRowId(VendorRecord record) => $"{record.Id}.{++record.LastRow}";

    private SystemRecord Apply(VendorRecord record, SystemRecord content, RowPatch patch, LinkKey link)
    {
        var rows = Contents.Phones(content);
        var at = patch.RowId is null ? -1 : Find(rows, patch.RowId);
        var id = patch.RowId;
        if (patch.Value is { IsBlank: true })
        {
            return at < 0 ? content : Contents.WithRows(content, patch.List, rows.RemoveAt(at));
        }

        if (patch.Value is { } value)
        {
            // A row that is not there any more is added anew, as a system does that takes whole lists.
            if (at < 0 && patch.RowId is not null)
            {
                world.Excuses.Give(link, patch.Path);
            }

            id = at < 0 ? NewRowId(record) : id;
            var row = new RecordRow(id!, Contents.Phone(Stored(value.Part("number") ?? string.Empty), value.Part("kind") ?? string.Empty), at >= 0 && rows[at].Primary);
            rows = at < 0 ? rows.Add(row) : rows.SetItem(at, row);
        }

        if (patch.Primary is true && Find(rows, id!) >= 0)
        {
            rows = [.. rows.Select(row => row with { Primary = row.Id == id })];
        }
        else if (patch.Primary is true)
        {
            // Likewise a row that is to be the main one, and has another id since it was read.
            world.Excuses.Give(link, FieldPaths.Primary(patch.List));
        }

        return Contents.WithRows(content, patch.List, rows);
    }

    private static int Find(ImmutableArray<RecordRow> rows, string id)
    {
        for (var at = 0; at < rows.Length; at++)
        {
            if (rows[at].Id == id)
            {
                return at;
            }
        }

        return -1;
    }
}
