using System.Globalization;
using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>What tells an edit's value apart wherever it turns up: every edit carries one of its own.</summary>
internal static class Tokens
{
    /// <summary>The token of a value in any of the forms that it is stored in.</summary>
    public static string Of(string value)
    {
        if (value.StartsWith("+1", StringComparison.Ordinal) && long.TryParse(value.AsSpan(2), CultureInfo.InvariantCulture, out var number))
        {
            return $"v{number - 2_000_000_000}";
        }

        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? value : value[..at];
    }

    /// <summary>The token of a scalar, of a row, or of nothing.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Of(value.GetString()!),
        JsonValueKind.Object when value.TryGetProperty("number", out var number) && number.ValueKind == JsonValueKind.String => Of(number.GetString()!),
        JsonValueKind.Object when value.TryGetProperty("address", out var address) && address.ValueKind == JsonValueKind.String => Of(address.GetString()!),
        _ => null,
    };
}
