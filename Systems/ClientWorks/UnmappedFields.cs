using System.Text.Json;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Fields of the protocol that no integration maps yet: checked, and left out of the content.</summary>
internal static class UnmappedFields
{
    /// <summary>The rule that the field breaks; null when it breaks none.</summary>
    public static string? Check(string path, JsonElement value) => path switch
    {
        "background" => ChangeText.Check(value, ChangeText.MaxTextLength, lines: true, out _),
        "tags" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsTag)
            ? null
            : $"must be a list of texts of at most {ChangeText.MaxLength} characters",
        _ => "is not a field that is kept in step",
    };

    private static bool IsTag(JsonElement tag) =>
        tag.ValueKind == JsonValueKind.String && ChangeText.Check(tag, ChangeText.MaxLength, lines: false, out _) is null;
}
