using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Counterpart.Api;

/// <summary>Adds to an operation what its <see cref="EndpointNotes"/> say.</summary>
internal sealed class DescribeOperation : IOpenApiOperationTransformer
{
    public const string Scheme = "bearer";
    public const string SessionScheme = "session";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<EndpointNotes>().SingleOrDefault() is not { } notes)
        {
            return Task.CompletedTask;
        }

        operation.Tags = null;
        operation.OperationId = notes.Name;
        operation.Summary = notes.Summary;
        operation.Description = notes.Description;
        operation.Parameters = [.. notes.Parameters.Select(parameter => parameter.Document())];
        operation.Security = notes.IsOpen ? [] : [Requirement(Scheme, context), Requirement(SessionScheme, context)];
        if (notes.Request is { } request && operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            Show(body.Content, request.Example);
        }

        DescribeAnswers(operation.Responses ?? [], notes);
        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiOperationTransformerContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };

    private static void DescribeAnswers(OpenApiResponses responses, EndpointNotes notes)
    {
        Show(responses["200"], "Done", notes.Answer.Example);
        if (notes.LeadsTo is { } place)
        {
            responses["302"] = new OpenApiResponse { Description = $"Leads to {place}" };
        }

        AnswerHeaders.Describe(responses, notes);
        if (notes.Accepted is { } accepted)
        {
            Show(responses["202"], "Still under way", accepted.Example);
        }

        if (notes.NotReady is { } notReady)
        {
            Show(responses["503"], "Not ready", notReady.Example);
        }

        foreach (var kinds in notes.AllProblems.GroupBy(kind => kind.Status))
        {
            var response = responses[kinds.Key.ToString(CultureInfo.InvariantCulture)];
            if (response is OpenApiResponse answer && answer.Content?.Values.SingleOrDefault() is { } media)
            {
                answer.Description = string.Join("; or: ", kinds.Select(kind => kind.Title));
                media.Examples = kinds.ToDictionary(kind => kind.Name, IOpenApiExample (kind) => new OpenApiExample
                {
                    Summary = kind.Title,
                    Value = JsonSerializer.SerializeToNode(ExampleProblems.Of(kind.Code), ApiJson.Types.Problem),
                });
            }
        }
    }

    private static void Show(IOpenApiResponse response, string description, JsonNode example)
    {
        response.Description = description;
        Show(response.Content, example);
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, JsonNode example)
    {
        foreach (var media in content?.Values ?? [])
        {
            media.Example = example.DeepClone();
        }
    }
}
