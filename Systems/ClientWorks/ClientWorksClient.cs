using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>A client's JSON to a record.</summary>
internal static class ClientWorksClient
{
    /// <summary>Null when it has no id, no revision or no kind.</summary>
    public static SystemRecord? Read(JsonElement client, ConnectorOptions options)
    {
        if (client.Id("id") is not { } id || client.LongNumber("revision") is not { } revision || Kind(client) is not { } kind)
        {
            return null;
        }

        var content = ContentReader.Read(client, kind, ClientWorksFields.Client);
        return new SystemRecord
        {
            Id = id,
            Kind = kind,

            // The partner keeps the client's own id.
            Content = content with { Scalars = content.Scalars.SetItem(FieldPaths.ExternalId, FieldValue.Of(id)) },
            TaxId = TaxIdDigits.Of(client.Text("taxId")) is { } digits ? options.Seal(digits) : null,
            Book = client.Text("adviser"),
            Revision = revision,
        };
    }

    private static RecordKind? Kind(JsonElement client) => client.Text("kind") switch
    {
        "person" => RecordKind.Person,
        "company" => RecordKind.Company,
        "trust" => RecordKind.Trust,
        "household" => RecordKind.Household,
        _ => null,
    };
}
