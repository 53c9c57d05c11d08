using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Counterpart.Api;

/// <summary>Says what the document is about, and how a caller shows who they are.</summary>
internal sealed class DescribeDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Counterpart",
            Version = "v1",
            Description = "Links a client's record in one system with its counterpart in another, and keeps the two in step. "
                + "Times are UTC in RFC 3339. Errors are problem details (RFC 9457) with a stable code, and name the fields that are wrong. "
                + "Members and query parameters that are not known are refused.",
        };
        document.Components ??= new OpenApiComponents();
        document.AddComponent<IOpenApiSecurityScheme>(DescribeOperation.Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "Authorization: Bearer <key>. The key says which firm and role it is for.",
        });

        document.AddComponent<IOpenApiSecurityScheme>(DescribeOperation.SessionScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "counterpart-session",
            Description = "A browser's session, made by POST /v1/session. Over TLS its name begins with __Host-.",
        });

        // The address is that of whoever serves the document: a proxy, as a rule.
        document.Servers = null;
        document.Tags = null;
        return Task.CompletedTask;
    }
}
