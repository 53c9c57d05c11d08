using System.Text.Json;
using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>What becomes of a value that was sent for a field.</summary>
internal abstract record FieldValue
{
    public sealed record Set(JsonNode? Value) : FieldValue;

    public sealed record Ignored : FieldValue;

    public sealed record Invalid(string Message) : FieldValue;

    public sealed record WrongShape : FieldValue;

    public static FieldValue Read(ContactField field, JsonNode? sent)
    {
        if (sent is null)
            return field.Clearing == Clearing.Null ? new Set(null) : new Ignored();
        if (sent is not JsonValue value)
            return new WrongShape();
        var kind = value.GetValueKind();
        var text = value.ToString();
        if (kind == JsonValueKind.String && text.Length == 0)
            return field.Clearing == Clearing.EmptyText ? new Set(null) : new Ignored();
        return field.Shape switch
        {
            FieldShape.Flag => kind is JsonValueKind.True or JsonValueKind.False ? new Set(kind == JsonValueKind.True) : new WrongShape(),
            _ when kind is JsonValueKind.True or JsonValueKind.False => new WrongShape(),
            FieldShape.Date => WealthboxTime.IsDate(text) ? new Set(text) : new Invalid("is not a valid date"),
            FieldShape.Number => decimal.TryParse(text, out var number) ? new Set(number) : new Invalid("is not a number"),
            FieldShape.Reference => long.TryParse(text, out var id) ? new Set(id) : new Invalid("is invalid"),
            FieldShape.Choice when !field.Choices.Contains(text, StringComparer.Ordinal) => new Invalid("is not included in the list"),
            _ when text.Length > field.MaxLength => new Invalid($"is too long (maximum is {field.MaxLength} characters)"),
            _ => new Set(text),
        };
    }
}
