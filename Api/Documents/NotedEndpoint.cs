using Microsoft.AspNetCore.Http.Metadata;

namespace Counterpart.Api;

/// <summary>Attaches notes to an endpoint, with the types of its bodies, of which the OpenAPI document makes schemas.</summary>
internal static class NotedEndpoint
{
    public static void WithNotes(this RouteHandlerBuilder builder, EndpointNotes notes)
    {
        builder.WithMetadata(notes, Answer(StatusCodes.Status200OK, notes.Answer.Type, notes.AnswerType));
        if (notes.Request is { } request)
        {
            builder.WithMetadata(new JsonBody(request.Type));
        }

        if (notes.Accepted is { } accepted)
        {
            builder.WithMetadata(Answer(StatusCodes.Status202Accepted, accepted.Type, JsonAnswer.ContentType));
        }

        if (notes.NotReady is { } notReady)
        {
            builder.WithMetadata(Answer(StatusCodes.Status503ServiceUnavailable, notReady.Type, JsonAnswer.ContentType));
        }

        foreach (var status in notes.AllProblems.Select(kind => kind.Status).Distinct())
        {
            builder.WithMetadata(Answer(status, typeof(Problem), ProblemAnswer.ContentType));
        }
    }

    private static ProducesResponseTypeMetadata Answer(int status, Type type, string contentType) => new(status, type, [contentType]);

    private sealed record JsonBody(Type? RequestType) : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes { get; } = [JsonAnswer.ContentType];

        public bool IsOptional => false;
    }
}
