using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>The JSON of journal records and of kept replies. Members are added, never renamed: old journals stay readable.</summary>
public static class EventJson
{
    public static byte[] Write(ImmutableArray<LinkEvent> events) => EventWriter.Write(events);

    /// <exception cref="InvalidDataException">The bytes are no journal record, or hold a kind of event that this version does not know.</exception>
    public static ImmutableArray<LinkEvent> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var events = JsonSerializer.Deserialize(json, EventJsonContext.Default.ImmutableArrayLinkEvent);
            return !events.IsDefault && !events.Contains(null!) ? events : throw new InvalidDataException("A journal record is a list of events.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("These bytes are not a journal record.", broken);
        }
    }

    public static byte[] WriteReply(LinkReply reply) => JsonSerializer.SerializeToUtf8Bytes(reply, ReplyJsonContext.Default.LinkReply);

    /// <exception cref="InvalidDataException">The bytes are no reply, or one of a kind that this version does not know.</exception>
    public static LinkReply ReadReply(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReplyJsonContext.Default.LinkReply) ?? throw new JsonException("A reply is an object.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("These bytes are not a reply.", broken);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(FieldValueConverter), typeof(NamedEnumConverter)])]
[JsonSerializable(typeof(ImmutableArray<LinkEvent>))]
internal sealed partial class EventJsonContext : JsonSerializerContext;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(FieldValueConverter), typeof(NamedEnumConverter)])]
[JsonSerializable(typeof(LinkReply))]
internal sealed partial class ReplyJsonContext : JsonSerializerContext;
