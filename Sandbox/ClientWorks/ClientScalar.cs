using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>What a scalar field of a client takes.</summary>
internal static class ClientScalar
{
    private static readonly Dictionary<string, int> MaxLengths = new(StringComparer.Ordinal)
    {
        ["adviser"] = 50, ["organizationName"] = 200, ["birthDate"] = 10, ["gender"] = 20, ["maritalStatus"] = 50, ["employer"] = 200,
        ["jobTitle"] = 200, ["background"] = 20_000, ["contactType"] = 50, ["status"] = 20, ["clientSince"] = 10, ["taxId"] = 20,
    };

    private static readonly HashSet<string> Required = new(StringComparer.Ordinal) { "adviser", "status" };

    public static bool Knows(string field) => MaxLengths.ContainsKey(field);

    /// <summary>The reason a value is refused, or null.</summary>
    public static string? Refuse(string field, JsonNode? value) =>
        value is null ? (Required.Contains(field) ? "It cannot be blank" : null)
        : Text(value) is not { } text ? "It must be text"
        : text.Length == 0 ? "It cannot be empty text; null clears it"
        : text.Length > MaxLengths.GetValueOrDefault(field, 100) ? "It is too long"
        : field is "birthDate" or "clientSince" && !IsDate(text) ? "It is not a date"
        : field is "status" && text is not ("Active" or "Inactive") ? "It is not one of the choices"
        : field is "gender" && text is not ("Female" or "Male" or "Non-binary" or "Unknown") ? "It is not one of the choices"
        : null;

    public static string? Text(JsonNode? value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? scalar.ToString() : null;

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
