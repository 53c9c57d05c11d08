using System.ComponentModel.DataAnnotations;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <param name="Id">Lower-case letters, digits and hyphens; it can't be changed.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Label">Whose key the first administrator's is; shown in lists and in the audit.</param>
public sealed record FirmRequest(
    [property: MaxLength(ApiLimits.FirmIdLength), RegularExpression("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")] string Id,
    [property: MaxLength(ApiLimits.TextLength)] string Name,
    [property: MaxLength(ApiLimits.LabelLength)] string Label);

/// <param name="Label">Whose key it is; shown in lists and in the audit.</param>
public sealed record AdminKeyRequest([property: MaxLength(ApiLimits.LabelLength)] string Label);

public sealed record FirmItem(string Id, string Name, DateTimeOffset CreatedAt)
{
    public static FirmItem Of(FirmRow row) => new(row.Id, row.Name, row.CreatedAt);
}

/// <summary>All firms, in order of id.</summary>
public sealed record FirmsAnswer(IReadOnlyList<FirmItem> Firms);

/// <param name="AdminKey">The key of the firm's first administrator.</param>
public sealed record FirmCreatedAnswer(FirmItem Firm, KeyCreatedAnswer AdminKey)
{
    public static FirmCreatedAnswer Of(NewFirm made) => new(FirmItem.Of(made.Firm), KeyCreatedAnswer.Of(made.Key));
}
