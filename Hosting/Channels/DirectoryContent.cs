using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What the directory keeps of a record beside its profile, so that a new link needs no read of its own.</summary>
/// <param name="TaxIdCipher">The sealed tax id.</param>
public sealed record DirectoryContent(
    ImmutableDictionary<string, FieldValue> Scalars,
    ImmutableDictionary<string, ImmutableArray<RecordRow>> Lists,
    long? Revision,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    string? TaxIdCipher)
{
    public static byte[] Write(SystemRecord record, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        Write(new DirectoryContent(record.Content.Scalars, record.Content.Lists, record.Revision, startedAt, endedAt, record.TaxId?.Cipher));

    public static byte[] Write(DirectoryContent content) => JsonSerializer.SerializeToUtf8Bytes(content, HostJson.Default.DirectoryContent);

    /// <exception cref="InvalidDataException">The bytes are not what the directory keeps of a record.</exception>
    public static DirectoryContent Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HostJson.Default.DirectoryContent) is { IsWhole: true } content
                ? content
                : throw new InvalidDataException("These bytes are not the whole content of a record.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("These bytes are not the content of a record.", broken);
        }
    }

    /// <summary>JSON can leave members out, or say null where a type does not.</summary>
    private bool IsWhole => this is { Scalars: { } scalars, Lists: { } lists }
        && scalars.Values.All(value => value is not null)
        && lists.Values.All(rows => !rows.IsDefault && rows.All(row => row is { Id: not null, Value: not null }));

    /// <summary>As the read that it was.</summary>
    public RecordRead ToRead(Side side, string id) => new()
    {
        Side = side,
        RecordId = id,
        Content = new RecordContent { Scalars = Scalars, Lists = Lists },
        Revision = Revision,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
    };
}
