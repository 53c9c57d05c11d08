using System.Text.Json;

namespace Counterpart.Systems;

/// <summary>Reads an answer's body as JSON, to a limit.</summary>
internal static class BoundedBody
{
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Null when it is too long, empty or not JSON.</summary>
    public static async Task<JsonDocument?> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        if (content.Headers.ContentLength is > MaxBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (bytes.Length + read > MaxBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        try
        {
            return JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
