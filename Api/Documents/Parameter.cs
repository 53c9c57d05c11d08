using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Counterpart.Api;

/// <summary>A parameter as the OpenAPI document describes it.</summary>
internal sealed record Parameter(string Name, ParameterLocation In, string Description, OpenApiSchema Schema, JsonNode? Example = null)
{
    public static readonly Parameter Integration =
        new("integration", ParameterLocation.Path, "The pair of systems.", Text(ApiLimits.IdLength), "clientworks-wealthbox");

    public static readonly Parameter Client =
        new("client", ParameterLocation.Path, "The hub's id, percent-encoded.", Text(ApiLimits.IdLength), ExampleNames.Client);

    public static readonly Parameter System =
        new("system", ParameterLocation.Path, "The hub that posts: the subject of its key.", Text(ApiLimits.IdLength), "clientworks");

    public static readonly Parameter Firm = new("firm", ParameterLocation.Path, "The firm's id.", Text(ApiLimits.FirmIdLength), "bayside");

    public static readonly Parameter Key = new("key", ParameterLocation.Path, "The key's public name.", Text(ApiLimits.IdLength), "91c2e07ab4d5");

    public static readonly Parameter Connection =
        new("system", ParameterLocation.Path, "The system that is connected.", Text(ApiLimits.IdLength), "wealthbox");

    public static readonly Parameter Record =
        new("record", ParameterLocation.Path, "The partner's id, percent-encoded.", Text(ApiLimits.IdLength), ExampleNames.Record);

    public static readonly Parameter Cursor =
        new("cursor", ParameterLocation.Query, "The next of the page before, for the same query.", Text(ApiLimits.CursorLength));

    public static readonly Parameter Limit = new("limit", ParameterLocation.Query, "How many.", new OpenApiSchema
    {
        Type = JsonSchemaType.Integer,
        Minimum = "1",
        Maximum = ApiLimits.PageMax.ToString(global::System.Globalization.CultureInfo.InvariantCulture),
        Default = ApiLimits.PageDefault,
    });

    public static readonly Parameter IdempotencyKey = new(
        Api.IdempotencyKey.Header,
        ParameterLocation.Header,
        "Repeats of a request with the same key have the same answer, for 7 days.",
        Text(ApiLimits.KeyLength, "^[!-~]+$"),
        "6f1c0b9e-link-1");

    public static readonly Parameter IfMatch =
        new("If-Match", ParameterLocation.Header, "The entity tag of the settings as the caller knows them.", Text(ApiLimits.IdLength), "\"3\"");

    public static Parameter Query(string name, string description, IReadOnlyList<string>? names = null)
    {
        var schema = Text(ApiLimits.TextLength);
        if (names is not null)
        {
            schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. names.Select(text => (JsonNode)text)] };
        }

        return new(name, ParameterLocation.Query, description, schema);
    }

    public static Parameter Header(string name, string description, int maxLength) => new(name, ParameterLocation.Header, description, Text(maxLength));

    public static Parameter Number(string name, string description) =>
        new(name, ParameterLocation.Query, description, new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" });

    public OpenApiParameter Document() => new()
    {
        Name = Name,
        In = In,
        Description = Description,
        Required = In == ParameterLocation.Path,
        Schema = Schema,
        Example = Example?.DeepClone(),
    };

    private static OpenApiSchema Text(int maxLength, string? pattern = null) =>
        new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = maxLength, Pattern = pattern };
}
