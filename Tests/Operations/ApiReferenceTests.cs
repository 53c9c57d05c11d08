using Counterpart.Api;
using Counterpart.Tests.Api;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Operations;

/// <summary>docs/api.md is what the OpenAPI document gives.</summary>
public sealed class ApiReferenceTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_InDocs_IsCurrent()
    {
        using var response = await host.GetAsync("/openapi/v1.json", key: null);
        var page = ApiReference.Write(await response.Content.ReadAsStringAsync(Cancel));
        var written = await File.ReadAllTextAsync(Path.Combine(HouseRoot.Path, "docs", "api.md"), Cancel);

        Assert.True(page == written.ReplaceLineEndings("\n"), "docs/api.md is not current: dotnet run --project Api -- openapi --markdown > docs/api.md");
    }

    [Fact]
    public async Task Page_OfTheDocument_NamesEveryOperationWithItsProblems()
    {
        using var response = await host.GetAsync("/openapi/v1.json", key: null);
        var page = ApiReference.Write(await response.Content.ReadAsStringAsync(Cancel));

        foreach (var endpoint in ApiEndpoints.All)
        {
            Assert.Contains($"\n## {endpoint.Notes.Name}\n\n`{endpoint.Method} {endpoint.Pattern}`\n", page, StringComparison.Ordinal);
        }

        Assert.Contains("409 `other_tenant`", page, StringComparison.Ordinal);
        Assert.Contains("\"subject\": \"adviser-1\"", page, StringComparison.Ordinal);
    }
}
