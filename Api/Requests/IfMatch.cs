using System.Globalization;

namespace Counterpart.Api;

/// <summary>The version that a caller expects: <c>If-Match: "3"</c>.</summary>
internal static class IfMatch
{
    /// <summary>The entity tag of a version.</summary>
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Null when any version will do. A tag that was never given out is a version that there is not: -1.</summary>
    public static long? Read(HttpRequest request, Faults faults)
    {
        var values = request.Headers.IfMatch;
        if (values.Count == 0 || values is ["*"])
        {
            return null;
        }

        if (values is not [{ Length: > 2 } text] || text[0] != '"' || text[^1] != '"' || text.AsSpan(1, text.Length - 2).Contains('"'))
        {
            faults.Add("If-Match", null, "must be one entity tag as the answers give it, or *");
            return null;
        }

        return long.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }
}
