using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Counterpart.Api;

/// <summary>How the bodies are written.</summary>
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(IntegrationRequest))]
[JsonSerializable(typeof(IntegrationAnswer))]
[JsonSerializable(typeof(ClientsAnswer))]
[JsonSerializable(typeof(LinksRequest))]
[JsonSerializable(typeof(UnlinkRequest))]
[JsonSerializable(typeof(ChoiceRequest))]
[JsonSerializable(typeof(LinksAnswer))]
[JsonSerializable(typeof(LinkItem))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(CandidatesAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(ChangesRequest))]
[JsonSerializable(typeof(ChangesAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(RootAnswer))]
[JsonSerializable(typeof(Problem))]
public sealed partial class ApiJson : JsonSerializerContext
{
    internal static ApiJson Types { get; } = new(Configure(new JsonSerializerOptions()));

    /// <summary>Makes the options write as the API does.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;

        // Answers are JSON documents of their own, never part of a page: names stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new FieldValueJson());
        options.Converters.Add(new UtcTimeJson());
        return options;
    }
}
