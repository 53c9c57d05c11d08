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
    public static byte[] Write(SystemRecord record, DateTimeOffset startedAt, DateTimeOffset endedAt) => JsonSerializer.SerializeToUtf8Bytes(
        new DirectoryContent(record.Content.Scalars, record.Content.Lists, record.Revision, startedAt, endedAt, record.TaxId?.Cipher),
        HostJson.Default.DirectoryContent);

    public static DirectoryContent Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, HostJson.Default.DirectoryContent)!;

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
