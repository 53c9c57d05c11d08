using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>Blank is <c>null</c>, text a string, a row's parts an object.</summary>
public sealed class FieldValueConverter : JsonConverter<FieldValue>
{
    public override bool HandleNull => true;

    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return FieldValue.Blank;
            case JsonTokenType.String:
                return FieldValue.Of(reader.GetString());
            case JsonTokenType.StartObject:
                var parts = new List<KeyValuePair<string, string?>>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    parts.Add(KeyValuePair.Create(name, reader.GetString()));
                }

                return FieldValue.OfParts(parts);
            default:
                throw new JsonException("A value is null, a string or an object of strings.");
        }
    }

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options) => Write(writer, value);

    internal static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        if (value.IsBlank)
        {
            writer.WriteNullValue();
        }
        else if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteStartObject();
            foreach (var (name, part) in value.Parts)
            {
                writer.WriteString(name, part);
            }

            writer.WriteEndObject();
        }
    }
}
