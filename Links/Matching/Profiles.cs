using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Makes the profile of a record as matching and search need it.</summary>
public static class Profiles
{
    public static RecordProfile Of(SystemRecord record, string region) => new()
    {
        Id = record.Id,
        Kind = record.Kind,
        DisplayName = record.DisplayName,
        NameKey = NameKey.Of(record),
        TaxIdHash = record.TaxId?.Hash,
        TaxIdLastFour = record.TaxId?.LastFour,
        BirthDate = record.Content.Scalars.GetValueOrDefault(FieldPaths.BirthDate)?.Text,
        Emails = Parts(record, ListParts.Emails, "address", text => text.Trim().ToLowerInvariant()),
        Phones = Parts(record, ListParts.Phones, "number", text => PhoneNumbers.Canonical(text, region)),
    };

    private static ImmutableArray<string> Parts(SystemRecord record, string list, string part, Func<string, string> canonical) =>
        record.Content.Lists.TryGetValue(list, out var rows)
            ? [.. rows.Select(row => row.Value.Part(part)).OfType<string>().Select(canonical).Distinct(StringComparer.Ordinal)]
            : [];
}
