using Microsoft.OpenApi;

namespace Counterpart.Api;

/// <summary>The headers that a caller needs of an answer.</summary>
internal static class AnswerHeaders
{
    public static void Describe(OpenApiResponses responses, EndpointNotes notes)
    {
        Add(responses, "401", "WWW-Authenticate", "Bearer, and what is wrong with the key.");
        Add(responses, "302", "Location", "The address.");
        if (notes.Answer.Type == typeof(IntegrationAnswer))
        {
            Add(responses, "200", "ETag", "The version, for If-Match.");
        }

        if (!notes.IsOpen)
        {
            Add(responses, "503", "Retry-After", "Seconds.");
            Add(responses, "429", "Retry-After", "Seconds.");
            Add(responses, "200", "RateLimit-Limit", "Requests that the key may make at once.");
            Add(responses, "200", "RateLimit-Remaining", "How many of them are left.");
            Add(responses, "200", "RateLimit-Reset", "Seconds until all of them are there again.");
        }

        if (notes.Answer.Type == typeof(LinksAnswer) || notes.Answer.Type == typeof(ChangesAnswer))
        {
            Add(responses, "200", "Retry-After", "Seconds; only when some are unavailable.");
        }
    }

    private static void Add(OpenApiResponses responses, string status, string name, string description)
    {
        if (responses.TryGetValue(status, out var response) && response is OpenApiResponse answer)
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            answer.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }
    }
}
