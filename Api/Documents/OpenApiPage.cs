using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Counterpart.Api;

/// <summary>The OpenAPI document, made once: it does not change while the process runs.</summary>
internal sealed class OpenApiPage([FromKeyedServices(OpenApiPage.DocumentName)] IOpenApiDocumentProvider documents)
{
    public const string DocumentName = "v1";
    public const string Path = "/openapi/v1.json";

    private byte[]? page;

    public async Task AnswerAsync(HttpContext context)
    {
        // Two first callers may both make it; they make the same.
        page ??= await MakeAsync(context.RequestAborted);
        context.Response.ContentType = JsonAnswer.ContentType;
        context.Response.ContentLength = page.Length;
        await context.Response.Body.WriteAsync(page, context.RequestAborted);
    }

    private async Task<byte[]> MakeAsync(CancellationToken cancel)
    {
        var document = await documents.GetOpenApiDocumentAsync(cancel);
        var tidied = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel))!;
        TidyDocument.Tidy(tidied);
        return JsonSerializer.SerializeToUtf8Bytes(tidied, ApiJson.Types.JsonNode);
    }
}
