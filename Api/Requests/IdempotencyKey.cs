using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>The header by which a caller repeats a request safely.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public static string? Read(HttpRequest request, Faults faults)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        if (values is [{ Length: > 0 and <= ApiLimits.KeyLength } key] && key.All(c => c is > ' ' and <= '~'))
        {
            return key;
        }

        faults.Add(Header, null, $"must be there once, with 1 to {ApiLimits.KeyLength} visible ASCII characters");
        return null;
    }

    /// <summary>For a request without a body.</summary>
    public static RequestKey? For(string? key, HttpRequest request) => key is null ? null : new RequestKey(key, Hash(request, []));

    /// <summary>The key with a hash of method, path and content: how the body is spaced, and in which order its members stand, makes no other request of it.</summary>
    public static RequestKey? For<T>(string? key, HttpRequest request, T content, JsonTypeInfo<T> type) =>
        key is null ? null : new RequestKey(key, Hash(request, JsonSerializer.SerializeToUtf8Bytes(content, type)));

    private static string Hash(HttpRequest request, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path.Value}\n"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
