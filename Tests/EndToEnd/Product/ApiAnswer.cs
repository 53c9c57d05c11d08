using System.Net;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>One answer of the product, with its raw text.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, string Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => (string?)Json["code"];

    public JsonNode Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{(int)Status} {Text}");
        return Json;
    }

    public void Refused(HttpStatusCode status, string code)
    {
        Assert.True(Status == status, $"{(int)Status} {Text}");
        Assert.Equal(code, Code);
    }
}
