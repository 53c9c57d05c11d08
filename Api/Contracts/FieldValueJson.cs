using System.Text.Json;
using System.Text.Json.Serialization;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary><see cref="FieldValueConverter"/>, where there may be no value at all.</summary>
internal sealed class FieldValueJson : JsonConverter<FieldValue?>
{
    private static readonly FieldValueConverter Values = new();

    public override bool HandleNull => true;

    public override FieldValue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Values.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, FieldValue? value, JsonSerializerOptions options) =>
        Values.Write(writer, value ?? FieldValue.Blank, options);
}
