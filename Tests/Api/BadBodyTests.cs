using System.Net;
using System.Text;
using Counterpart.Api;
using Xunit;

namespace Counterpart.Tests.Api;

/// <summary>Bodies that can't be read, in Development: an exception that gets out would be a 500.</summary>
public sealed class BadBodyTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string, string, string> Bodied() => new(
        ("PUT", ApiHost.Integration, "firmAdmin"),
        ("POST", ApiHost.Integration + "/trial", "firmAdmin"),
        ("POST", ApiHost.Links, "firmAdmin"),
        ("POST", ApiHost.Unlink, "firmAdmin"),
        ("POST", ApiHost.Link + "/choice", "firmAdmin"),
        ("POST", ApiHost.Link + "/sync", "firmAdmin"),
        ("POST", ApiHost.Link + "/resolve", "firmAdmin"),
        ("POST", ApiHost.Changes, "system"));

    public static TheoryData<string, string, string, string> Malformed()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in Bodied())
        {
            var (method, path, key) = row.Data;
            foreach (var body in new[] { "", " ", "{", "nonsense", "{\"clients\":[\"CW-1\",]}", "{\"a\":1}}", "{'a':1}", "{/**/}", "{\"a\":01}", "\"\u0001\"" })
            {
                data.Add(method, path, key, body);
            }

            data.Add(method, path, key, string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Body_NotJson_IsMalformed(string method, string path, string key, string body)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, key, body);
        await response.ProblemAsync(HttpStatusCode.BadRequest, ProblemCode.MalformedJson);
    }

    [Theory]
    [MemberData(nameof(Bodied))]
    public async Task Body_NotUtf8_IsMalformed(string method, string path, string key)
    {
        var body = new ByteArrayContent([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        using var response = await host.SendContentAsync(new HttpMethod(method), path, key, body, "application/json");
        await response.ProblemAsync(HttpStatusCode.BadRequest, ProblemCode.MalformedJson);
    }

    [Theory]
    [MemberData(nameof(Bodied))]
    public async Task Body_NotAnObject_IsRefused(string method, string path, string key)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, key, "[1]");
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, ProblemCode.Validation);
        Assert.Equal("The body must be an object.", problem.Detail);
    }

    [Theory]
    [MemberData(nameof(Bodied))]
    public async Task Body_UnknownMember_IsNamed(string method, string path, string key)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, key, """{"colour/x":"red"}""");
        await response.FaultAsync("colour/x", "/colour~1x", "is not known");
    }

    [Theory]
    [MemberData(nameof(Bodied))]
    public async Task Body_MemberNameWithHalfASurrogatePair_IsRefused(string method, string path, string key)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, key, """{"\ud800":"red"}""");
        await response.ProblemAsync(HttpStatusCode.BadRequest, ProblemCode.Validation);
    }

    [Theory]
    [MemberData(nameof(Bodied))]
    public async Task Body_TooLarge_IsRefused(string method, string path, string key)
    {
        var body = "{\"a\":\"" + new string('x', ApiLimits.BodyBytes) + "\"}";
        using var response = await host.SendAsync(new HttpMethod(method), path, key, body);
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, ProblemCode.TooLarge);
    }

    [Fact]
    public async Task Body_TooLargeWithoutLength_IsRefused()
    {
        var body = new StringContent("{\"a\":\"" + new string('x', ApiLimits.BodyBytes) + "\"}", Encoding.UTF8);
        using var response = await host.SendContentAsync(
            HttpMethod.Post, ApiHost.Links, "firmAdmin", body, "application/json", ("Transfer-Encoding", "chunked"));
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, ProblemCode.TooLarge);
    }

    [Fact]
    public async Task Body_OfFullSizeWithoutLength_IsRead()
    {
        var body = """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""".PadRight(ApiLimits.BodyBytes);
        using var response = await host.SendContentAsync(
            HttpMethod.Post, ApiHost.Links, "firmAdmin", new StringContent(body, Encoding.UTF8), "application/json", ("Transfer-Encoding", "chunked"));
        await response.OkAsync<LinksAnswer>();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Body_OtherMediaType_IsRefused(string? contentType)
    {
        foreach (var row in Bodied())
        {
            var (method, path, key) = row.Data;
            using var response = await host.SendContentAsync(new HttpMethod(method), path, key, new ByteArrayContent("{}"u8.ToArray()), contentType);
            await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType, ProblemCode.UnsupportedMediaType);
        }
    }

    [Fact]
    public async Task Body_Compressed_IsRefused()
    {
        var body = new ByteArrayContent([1, 2, 3]);
        body.Headers.ContentEncoding.Add("gzip");
        using var response = await host.SendContentAsync(HttpMethod.Post, ApiHost.Links, "firmAdmin", body, "application/json");
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType, ProblemCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task Body_OtherSpellingOfMediaType_IsRead(string contentType)
    {
        var body = new ByteArrayContent("""{"integration":"clientworks-wealthbox","clients":["CW-1"]}"""u8.ToArray());
        using var response = await host.SendContentAsync(HttpMethod.Post, ApiHost.Links, "firmAdmin", body, contentType);
        await response.OkAsync<LinksAnswer>();
    }
}
