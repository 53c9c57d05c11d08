using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What happens to records.</summary>
internal sealed partial class Meddler
{
    private void Meddle(Vendor vendor, PlannedFault fault)
    {
        var record = vendor.Records[vendor.Traits.Side == Side.Hub ? World.ClientId(fault.Firm, fault.Client) : World.ContactId(fault.Firm, fault.Client)];
        switch (fault.Kind)
        {
            case FaultKind.Deletion when record.IsThere:
                vendor.Delete(record);
                if (fault.How % 4 != 0)
                {
                    world.Later(TimeSpan.FromSeconds(10 + (fault.How * 3)), () => vendor.Restore(record, silent: fault.How % 3 == 0));
                }

                break;
            case FaultKind.Hiding when record.IsThere:
                vendor.Hide(record);
                world.Later(TimeSpan.FromSeconds(10 + (fault.How * 2)), () => vendor.Restore(record, silent: fault.How % 2 == 0));
                break;
            case FaultKind.VendorMerge:
                Merge(world.VendorOf(fault.Firm, Side.Partner), fault);
                break;
            case FaultKind.Renumbering when !record.IsDeleted:
                vendor.Change(
                    record,
                    Contents.WithRows(record.Now, ListParts.Phones, [.. Contents.Phones(record.Now).Select(row => row with { Id = Vendor.NewRowId(record) })]),
                    Author.Vendor);
                break;
            case FaultKind.Wipe:
                Wipe(vendor, fault);
                break;
        }
    }

    /// <summary>One contact is merged into another: it is gone, and its numbers are the other's.</summary>
    private void Merge(Vendor vendor, PlannedFault fault)
    {
        var gone = vendor.Records[World.ContactId(fault.Firm, fault.Client)];
        var kept = vendor.Records[World.ContactId(fault.Firm, (fault.Client + 1 + (fault.How % 3)) % (world.Scenario.Clients + 1))];
        if (ReferenceEquals(gone, kept) || gone.IsDeleted || kept.IsDeleted || fault.How % 3 != 0)
        {
            return;
        }

        var phones = Contents.Phones(kept.Now).AddRange(
            Contents.Phones(gone.Now).Take(2).Select(row => new RecordRow(Vendor.NewRowId(kept), row.Value)));
        vendor.Change(kept, Contents.WithRows(kept.Now, ListParts.Phones, phones), Author.Person);
        vendor.Delete(gone);
    }

    /// <summary>A field of every record is blank; somebody looks at the channel that stands still, and decides.</summary>
    private void Wipe(Vendor vendor, PlannedFault fault)
    {
        var held = new List<(VendorRecord Record, FieldValue Value)>();
        foreach (var record in vendor.Records.Values.Where(record => !record.IsDeleted))
        {
            held.Add((record, Contents.Scalar(record.Now, FieldPaths.LastName)));
            world.Editors.Edit(vendor, record, FieldPaths.LastName, FieldValue.Blank);
        }

        world.Later(TimeSpan.FromSeconds(60), () =>
        {
            var accept = fault.How % 2 == 0;
            if (!accept)
            {
                foreach (var (record, value) in held.Where(entry => !entry.Record.IsDeleted && Contents.Scalar(entry.Record.Now, FieldPaths.LastName).IsBlank))
                {
                    world.Editors.Edit(vendor, record, FieldPaths.LastName, value);
                }
            }

            if (!world.Faults.AreOver)
            {
                world.BrakeAnswers[(vendor.Firm, vendor.Traits.Side)] = new BrakeAnswer(world.Now, accept);
            }
        });
    }
}
