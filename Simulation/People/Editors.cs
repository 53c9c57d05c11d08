using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>People who edit records in their systems: in both at once, without a thought of each other.</summary>
internal sealed class Editors(World world)
{
    private static readonly string[] Tags = ["vip", "VIP", "Old client", "r1", "primary", "golf"];

    public long Edits { get; private set; }

    /// <summary>Plans the whole storm.</summary>
    public void Plan(Scenario scenario)
    {
        var dice = world.Stream("editors");
        var start = world.Now + TimeSpan.FromSeconds(5);
        var edit = 0;
        for (var number = 0; edit < scenario.Edits; number++)
        {
            var entries = new Entry[1 + (dice.Chance(0.5) ? dice.Below(4) : 0)];
            for (var at = 0; at < entries.Length; at++)
            {
                entries[at] = new Entry(Kind(dice), dice.Below(Contents.Scalars.Length), dice.Below(100), ++edit);
            }

            // Bursts, and now and then a while of quiet.
            var time = start + (scenario.Storm * (edit / (double)scenario.Edits)) + dice.Between(TimeSpan.Zero, TimeSpan.FromSeconds(dice.Chance(0.2) ? 20 : 2));
            var save = new Save(number, time, dice.Below(scenario.Firms), dice.Below(scenario.Clients), dice.Chance(0.5) ? Side.Hub : Side.Partner, entries);
            if (world.Cut.HasSave(number))
            {
                world.Timeline.At(save.At, () => Make(save));
            }
        }
    }

    /// <summary>One field of one record, by a person.</summary>
    public void Edit(Vendor vendor, VendorRecord record, string path, FieldValue value)
    {
        world.Stories.Edited(vendor.Firm, vendor.Traits.Side, record.Id, path);
        vendor.Change(record, Contents.With(record.Now, path, value), Author.Person);
        Edits++;
    }

    private static EntryKind Kind(Dice dice) => dice.Below(20) switch
    {
        < 13 => EntryKind.Scalar,
        13 or 14 => EntryKind.AddPhone,
        15 => EntryKind.EditPhone,
        16 => EntryKind.DeletePhone,
        17 => EntryKind.MakePrimary,
        _ => EntryKind.Tag,
    };

    private void Make(Save save)
    {
        var vendor = world.VendorOf(save.Firm, save.Side);
        var record = vendor.Records[save.Side == Side.Hub ? World.ClientId(save.Firm, save.Client) : World.ContactId(save.Firm, save.Client)];
        if (record.IsDeleted)
        {
            return;
        }

        var next = record.Now;
        foreach (var entry in save.Entries)
        {
            next = Enter(vendor, record, next, entry);
            Edits++;
        }

        if (world.IsTraced)
        {
            world.Tell($"save {save.Number} of {record.Id}: {string.Join("; ", Contents.Scalars.Where(path => !Contents.Scalar(next, path).Equals(Contents.Scalar(record.Now, path))).Select(path => $"{path}={Contents.Scalar(next, path)}"))}"
                + string.Concat(save.Entries.Where(entry => entry.Kind != EntryKind.Scalar).Select(entry => $" {entry.Kind}")));
        }

        vendor.Change(record, next, Author.Person);
    }

    private SystemRecord Enter(Vendor vendor, VendorRecord record, SystemRecord content, Entry entry)
    {
        var phones = Contents.Phones(content);
        switch (entry.Kind)
        {
            case EntryKind.Scalar:
                var path = Contents.Scalars[entry.Field];
                var value = vendor.Stored(path, Value(vendor, record, path, entry));
                if (!value.Equals(Contents.Scalar(content, path)))
                {
                    world.Stories.Edited(vendor.Firm, vendor.Traits.Side, record.Id, path);
                }

                return Contents.With(content, path, value);
            case EntryKind.AddPhone when phones.Length < 4:
                var row = new RecordRow(Vendor.NewRowId(record), Contents.Phone(vendor.Stored(Number(entry)), Contents.Kind(entry.How)));
                return Contents.WithRows(content, ListParts.Phones, phones.Add(row));
            case EntryKind.EditPhone when phones.Length > 0:
                var at = entry.How % phones.Length;
                return Contents.WithRows(content, ListParts.Phones, phones.SetItem(
                    at, phones[at] with { Value = Contents.Phone(vendor.Stored(Number(entry)), phones[at].Value.Part("kind") ?? "mobile") }));
            case EntryKind.DeletePhone when phones.Length > 0:
                return Contents.WithRows(content, ListParts.Phones, phones.RemoveAt(entry.How % phones.Length));
            case EntryKind.MakePrimary when phones.Length > 0:
                var main = entry.How % phones.Length;
                return Contents.WithRows(content, ListParts.Phones, [.. phones.Select((phone, place) => phone with { Primary = place == main })]);
            case EntryKind.Tag:
                var name = Tags[entry.How % Tags.Length];
                var tags = Contents.Tags(content);
                var others = tags.RemoveAll(tag => tag.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
                return Contents.WithRows(content, ListParts.Tags, others.Length < tags.Length ? others : others.Add(Contents.Tag(name)));
            default:
                return content;
        }
    }

    /// <summary>Mostly a value that nobody ever entered; now and then blank, the value from before, or the other side's.</summary>
    private FieldValue Value(Vendor vendor, VendorRecord record, string path, Entry entry)
    {
        if (path == FieldPaths.BirthDate)
        {
            return FieldValue.Of(string.Create(CultureInfo.InvariantCulture, $"{1930 + (entry.Edit % 70)}-{1 + (entry.Edit / 70 % 12):00}-{1 + (entry.How % 28):00}"));
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"v{entry.Edit}");
        return entry.How switch
        {
            < 6 => FieldValue.Blank,
            < 14 => Before(record, path),
            < 18 => Others(vendor, record, path),
            < 22 => FieldValue.Of($"{text}  and  more "),
            < 26 => FieldValue.Of($"{text} is longer than it should be"),
            < 30 when path == Contents.JobTitle => FieldValue.Of("no!" + text),
            _ when path == Contents.TaxNumber => FieldValue.Of(string.Create(CultureInfo.InvariantCulture, $"{entry.Edit:000000000}")),
            _ => FieldValue.Of(text),
        };
    }

    private static FieldValue Before(VendorRecord record, string path)
    {
        for (var at = record.Versions.Count - 1; at >= 0; at--)
        {
            var value = Contents.Scalar(record.Versions[at].Record, path);
            if (!value.Equals(Contents.Scalar(record.Now, path)))
            {
                return value;
            }
        }

        return Contents.Scalar(record.Now, path);
    }

    private FieldValue Others(Vendor vendor, VendorRecord record, string path)
    {
        var other = world.OtherRecord(vendor, record.Id);
        return other is null ? Contents.Scalar(record.Now, path) : Contents.Scalar(other.Now, path);
    }

    private static string Number(Entry entry) => string.Create(CultureInfo.InvariantCulture, $"212555{entry.Edit % 10000:0000}");
}
