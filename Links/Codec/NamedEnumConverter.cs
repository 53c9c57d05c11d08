using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>Kinds and rules by their names, and by nothing else: the generated converters take numbers too, even of kinds that there are not.</summary>
internal sealed class NamedEnumConverter : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Names = new(namingPolicy: null, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => Names.CanConvert(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Names.CreateConverter(typeToConvert, options);
}
