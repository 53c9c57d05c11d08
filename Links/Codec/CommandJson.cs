using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>The JSON of commands that go from node to node. Members are added, never renamed: nodes of two versions work side by side.</summary>
public static class CommandJson
{
    public static byte[] Write(LinkCommand command) => JsonSerializer.SerializeToUtf8Bytes(command, CommandJsonContext.Default.LinkCommand);

    /// <exception cref="InvalidDataException">The bytes are no command, or one of a kind that this version does not know.</exception>
    public static LinkCommand Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CommandJsonContext.Default.LinkCommand) is { } command && CommandCheck.Whole(command) is { } whole
                ? whole
                : throw new InvalidDataException("These bytes are not a whole command.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("These bytes are not a command.", broken);
        }
    }
}

// Values that are default are written: a read is whole unless it says that it is not.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(FieldValueConverter), typeof(NamedEnumConverter)])]
[JsonSerializable(typeof(LinkCommand))]
internal sealed partial class CommandJsonContext : JsonSerializerContext;
