namespace Counterpart.Links;

/// <summary>A record as a connector read it from its system.</summary>
public sealed record SystemRecord
{
    /// <summary>The system's own id.</summary>
    public required string Id { get; init; }

    public required RecordKind Kind { get; init; }

    public required RecordContent Content { get; init; }

    public SealedTaxId? TaxId { get; init; }

    /// <summary>The hub's adviser, whose book the client is in; null where the system has none.</summary>
    public string? Book { get; init; }

    /// <summary>Rises with every change of the record; null for a system that counts none.</summary>
    public long? Revision { get; init; }

    /// <summary>The name a person would call it by.</summary>
    public string DisplayName =>
        Kind == RecordKind.Person
            ? string.Join(' ', new[] { Scalar(FieldPaths.FirstName), Scalar(FieldPaths.MiddleName), Scalar(FieldPaths.LastName) }.Where(part => part.Length > 0))
            : Scalar(FieldPaths.OrganizationName);

    private string Scalar(string path) => Content.Scalars.TryGetValue(path, out var value) ? value.Text ?? string.Empty : string.Empty;
}
