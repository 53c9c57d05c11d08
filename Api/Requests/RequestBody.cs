using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Counterpart.Api;

/// <summary>Reads the body of a request: bounded, as JSON in UTF-8.</summary>
internal static class RequestBody
{
    private const int FirstBuffer = 4096;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ApiLimits.BodyDepth };

    /// <param name="read">Makes the request of the body, and notes what is wrong with it.</param>
    /// <param name="faults">May hold faults of the request's other parts already.</param>
    public static async ValueTask<Reading<T>> ReadAsync<T>(HttpRequest request, Func<JsonElement, Faults, T> read, Faults faults)
        where T : class
    {
        if (!MediaType.IsJson(request))
        {
            return new(null, Problems.UnsupportedMediaType());
        }

        if (request.ContentLength > ApiLimits.BodyBytes)
        {
            return new(null, Problems.TooLarge());
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(request.ContentLength ?? 0, FirstBuffer) + 1);
        try
        {
            var length = 0;
            while (length != request.ContentLength && await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted) is var count and > 0)
            {
                length += count;
                if (length > ApiLimits.BodyBytes)
                {
                    return new(null, Problems.TooLarge());
                }

                if (length == buffer.Length)
                {
                    buffer = Grown(buffer);
                }
            }

            return Read(buffer.AsMemory(0, length), read, faults);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>For a request that has no body: none, or an object without members.</summary>
    /// <returns>The problem; null when there is none, with <paramref name="faults"/> too.</returns>
    public static async ValueTask<ProblemAnswer?> NoneAsync(HttpRequest request, Faults faults)
    {
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
        {
            return faults.Any ? faults.Answer() : null;
        }

        return (await ReadAsync(request, static (body, found) => new RequestMembers(body, found), faults)).Problem;
    }

    private static Reading<T> Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, Faults, T> read, Faults faults)
        where T : class
    {
        if (body.IsEmpty)
        {
            return new(null, Problems.MalformedJson("The body is empty."));
        }

        if (!Utf8.IsValid(body.Span))
        {
            return new(null, Problems.MalformedJson("The body has bytes that are not UTF-8."));
        }

        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var value = read(document.RootElement, faults);
            return faults.Any ? new(null, faults.Answer()) : new(value, null);
        }
        catch (JsonException e)
        {
            return new(null, Problems.MalformedJson(Place(e, body.Span)));
        }
    }

    private static string Place(JsonException e, ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ApiLimits.BodyBytes });
        try
        {
            while (reader.Read())
            {
            }

            return $"The body is nested deeper than {ApiLimits.BodyDepth}.";
        }
        catch (JsonException)
        {
            return $"The body is not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.";
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        var grown = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }
}

/// <summary>A request that was read, or the problem with it.</summary>
internal readonly record struct Reading<T>(T? Value, ProblemAnswer? Problem)
    where T : class;
