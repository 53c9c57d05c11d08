using Counterpart.Links;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Counterpart.Api;

/// <summary>Describes the types that are written by converters of ours.</summary>
internal sealed class DescribeSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (type == typeof(FieldValue))
        {
            schema.Type = JsonSchemaType.Null | JsonSchemaType.String | JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String };
            schema.Description = "Blank is null, text a string, the parts of a list's row an object.";
        }

        return Task.CompletedTask;
    }
}
