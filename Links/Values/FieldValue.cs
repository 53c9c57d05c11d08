using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// A value as a system stores it: plain text, or the named parts of one row (a phone number with its extension and
/// kind, an address with its lines). Blank is a value. Immutable; equal by content, to the letter.
/// </summary>
public sealed class FieldValue : IEquatable<FieldValue>
{
    public static readonly FieldValue Blank = new(null, []);

    private FieldValue(string? text, ImmutableArray<KeyValuePair<string, string>> parts)
    {
        Text = text;
        Parts = parts;
    }

    /// <summary>The text of a scalar; null for a row and for blank.</summary>
    public string? Text { get; }

    /// <summary>The parts of a row that are not blank, in ordinal order of their names; empty for a scalar and for blank.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parts { get; }

    public bool IsBlank => Text is null && Parts.IsEmpty;

    /// <summary>Only the value's end is shown: see <see cref="Masking"/>.</summary>
    public bool IsMasked => Masking.IsMasked(this);

    /// <summary>Text that is null or only white space is blank.</summary>
    public static FieldValue Of(string? text) => string.IsNullOrWhiteSpace(text) ? Blank : new FieldValue(text, []);

    /// <summary>Parts that are null or only white space are left out; no part left is blank.</summary>
    public static FieldValue OfParts(IEnumerable<KeyValuePair<string, string?>> parts)
    {
        var kept = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (name, value) in parts)
        {
            Keep(kept, name, value);
        }

        return OfKept(kept);
    }

    public static FieldValue OfParts(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var kept = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(parts.Length);
        foreach (var (name, value) in parts)
        {
            Keep(kept, name, value);
        }

        return OfKept(kept);
    }

    private static void Keep(ImmutableArray<KeyValuePair<string, string>>.Builder kept, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        var place = kept.Count;
        while (place > 0 && string.CompareOrdinal(kept[place - 1].Key, name) > 0)
        {
            place--;
        }

        kept.Insert(place, KeyValuePair.Create(name, value));
    }

    private static FieldValue OfKept(ImmutableArray<KeyValuePair<string, string>>.Builder kept) =>
        kept.Count == 0 ? Blank : new FieldValue(null, kept.DrainToImmutable());

    /// <summary>The named part, or null when it is blank.</summary>
    public string? Part(string name)
    {
        foreach (var part in Parts)
        {
            if (string.Equals(part.Key, name, StringComparison.Ordinal))
            {
                return part.Value;
            }
        }

        return null;
    }

    public bool Equals(FieldValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal) && SameParts(other);
    }

    // Pairs have no equality of their own: a general comparison would box each of them.
    private bool SameParts(FieldValue other)
    {
        if (Parts.Length != other.Parts.Length)
        {
            return false;
        }

        for (var part = 0; part < Parts.Length; part++)
        {
            if (!string.Equals(Parts[part].Value, other.Parts[part].Value, StringComparison.Ordinal)
                || !string.Equals(Parts[part].Key, other.Parts[part].Key, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FieldValue);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Text, StringComparer.Ordinal);
        foreach (var part in Parts)
        {
            hash.Add(part.Value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => Text ?? string.Join(", ", Parts.Select(part => part.Value));
}
