using Counterpart.Links;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Systems;

/// <summary>ClientWorks as the hub, Wealthbox as the partner: how each field is kept in step unless a firm decides otherwise.</summary>
public static class ClientWorksWealthbox
{
    public const string Name = "clientworks-wealthbox";

    public static IReadOnlyList<FieldRule> Rules { get; } =
    [
        new("name/prefix", FieldKind.Text),
        new(FieldPaths.FirstName, FieldKind.Text),
        new(FieldPaths.MiddleName, FieldKind.Text),
        new(FieldPaths.LastName, FieldKind.Text),
        new("name/suffix", FieldKind.Text),
        new("name/nickname", FieldKind.Text),
        new(FieldPaths.OrganizationName, FieldKind.Text),
        new(FieldPaths.BirthDate, FieldKind.Date) { OnConflict = ConflictPolicy.Ask },
        new("gender", FieldKind.Code),
        new("maritalStatus", FieldKind.Code),
        new("employer", FieldKind.Text),
        new("jobTitle", FieldKind.Text),
        new(ListParts.Phones, FieldKind.Phone) { IsList = true },
        new(FieldPaths.Primary(ListParts.Phones), FieldKind.RowReference),
        new(ListParts.Emails, FieldKind.Email) { IsList = true },
        new(FieldPaths.Primary(ListParts.Emails), FieldKind.RowReference),
        new(ListParts.Addresses, FieldKind.Address) { IsList = true },
        new(FieldPaths.Primary(ListParts.Addresses), FieldKind.RowReference),
        new(ListParts.Websites, FieldKind.Website) { IsList = true },
        new(ListParts.Tags, FieldKind.Tag) { IsList = true },
        new("background", FieldKind.Note) { OnConflict = ConflictPolicy.Ask },
        FromHub("contactType", FieldKind.Code),
        FromHub("status", FieldKind.Code),
        FromHub("clientSince", FieldKind.Date),
        FromHub(FieldPaths.ExternalId, FieldKind.Text) with { FillOnly = true },
    ];

    public static Integration Integration { get; } = new(Name, ClientWorksFactory.Name, WealthboxFactory.Name, Rules);

    private static FieldRule FromHub(string path, FieldKind kind) =>
        new(path, kind) { Direction = Direction.ToPartner, OnConflict = ConflictPolicy.Hub };
}
