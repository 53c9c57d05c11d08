using Microsoft.Net.Http.Headers;

namespace Counterpart.Api;

/// <summary>Whether a request says that its body is JSON in UTF-8.</summary>
internal static class MediaType
{
    public static bool IsJson(HttpRequest request)
    {
        if (!string.IsNullOrEmpty(request.Headers.ContentEncoding))
        {
            return false;
        }

        if (string.Equals(request.ContentType, JsonAnswer.ContentType, StringComparison.Ordinal))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(JsonAnswer.ContentType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
