using System.Net;

namespace Counterpart.Tests.EndToEnd;

/// <summary>
/// Every endpoint that names a client, for every role, with an own client, a colleague's and another firm's: what a caller may not see
/// is 404, what a role may never do is 403.
/// </summary>
public abstract class RoleMatrixTests(ProductFixture fixture)
{
    private const string Own = "CW-100001";
    private const string Colleagues = "CW-100004";
    private const string Foreign = "CW-900001";

    private static readonly object Choices = new { choices = new[] { new { path = "name/last", stands = "hub", hubVersion = 0, partnerVersion = 0 } } };

    /// <summary>What the roles of the firm may do: <c>read</c> is for clients too, <c>act</c> for advisers and administrators.</summary>
    private static readonly (string Method, string Path, object? Body, bool ForClients)[] OfALink =
    [
        ("GET", "", null, true),
        ("GET", "/history", null, true),
        ("GET", "/sync", null, true),
        ("GET", "/view?side=hub", null, true),
        ("GET", "/candidates", null, false),
        ("POST", "/choice", new { partner = "20999" }, false),
        ("POST", "/sync", Choices, false),
        ("POST", "/resolve", Choices, false),
        ("POST", "/refresh", null, false),
        ("POST", "/pause", null, false),
        ("POST", "/resume", null, false),
        ("DELETE", "/never/20999", null, false),
    ];

    private readonly Product product = fixture.Product;

    public static TheoryData<string, string, string, string, string> Matrix()
    {
        var matrix = new TheoryData<string, string, string, string, string>();
        foreach (var (method, path, _, forClients) in OfALink)
        {
            foreach (var client in new[] { Own, Colleagues, Foreign })
            {
                foreach (var caller in new[] { "admin", "adviser", "otherAdviser", "client", "system", "operator", "otherAdmin", "otherClient", "nobody" })
                {
                    matrix.Add(method, path, client, caller, Expected(client, caller, forClients));
                }
            }
        }

        return matrix;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Endpoint_OfALink_IsForThoseWhoMay(string method, string path, string client, string caller, string expected)
    {
        var body = OfALink.Single(endpoint => endpoint.Method == method && endpoint.Path == path).Body;
        var answer = await Caller(caller).SendAsync(new HttpMethod(method), $"/v1/links/{ApiCaller.Integration}/{client}{path}", body);
        var told = answer.Status switch
        {
            HttpStatusCode.Unauthorized => "unauthenticated",
            HttpStatusCode.Forbidden => "forbidden",
            HttpStatusCode.NotFound when answer.Code == "not_found" => "notFound",

            // The client is not linked, and 20999 is no record: refused for what it is, and not for who asks.
            HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.NotFound => "allowed",
            _ => $"{(int)answer.Status} {answer.Text}",
        };
        Assert.Equal(expected, told);
    }

    [Theory]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("adviser", HttpStatusCode.Forbidden)]
    [InlineData("client", HttpStatusCode.Forbidden)]
    [InlineData("system", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    public async Task Settings_AreWrittenByAdministrators(string caller, HttpStatusCode expected)
    {
        var path = $"/v1/integrations/{ApiCaller.Integration}";
        var settings = new { enabled = true, first = "hub", taxIdField = "Tax ID" };
        foreach (var (method, page, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Put, "", settings), (HttpMethod.Post, "/trial", settings), (HttpMethod.Post, "/pause", null), (HttpMethod.Post, "/resume", null),
        })
        {
            var answer = await Caller(caller).SendAsync(method, path + page, body);
            Assert.True(answer.Status == expected, $"{method} {page}: {(int)answer.Status} {answer.Text}");
        }

        foreach (var page in new[] { "", "/preview" })
        {
            var read = await Caller(caller).GetAsync(path + page);
            Assert.Equal(caller is "admin" or "adviser" ? HttpStatusCode.OK : HttpStatusCode.Forbidden, read.Status);
        }
    }

    [Theory]
    [InlineData("/v1/links")]
    [InlineData("/v1/notices")]
    [InlineData("/v1/clients")]
    public async Task Lists_AreForThoseWhoReadLinks(string path)
    {
        foreach (var caller in new[] { "admin", "adviser", "client", "otherAdmin" })
        {
            (await Caller(caller).GetAsync(path)).Ok();
        }

        foreach (var caller in new[] { "system", "operator" })
        {
            (await Caller(caller).GetAsync(path)).Refused(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    private static string Expected(string client, string caller, bool forClients) => caller switch
    {
        "nobody" => "unauthenticated",
        "system" or "operator" => "forbidden",
        "client" or "otherClient" when !forClients => "forbidden",
        "admin" => client == Foreign ? "notFound" : "allowed",
        "adviser" or "client" => client == Own ? "allowed" : "notFound",
        "otherAdviser" => client == Colleagues ? "allowed" : "notFound",
        _ => client == Foreign ? "allowed" : "notFound",
    };

    private ApiCaller Caller(string name) => name switch
    {
        "admin" => product.Demo.Admin,
        "adviser" => product.Demo.Adviser,
        "otherAdviser" => product.Demo.OtherAdviser,
        "client" => product.Demo.Client,
        "system" => product.Demo.System,
        "operator" => product.Operator,
        "otherAdmin" => product.Other.Admin,
        "otherClient" => product.Other.Client,
        _ => product.CallerWith("cpk_0123456789012345678901234567890123456789"),
    };
}

public sealed class RoleMatrixOnFileTests(DemoProduct fixture) : RoleMatrixTests(fixture), IClassFixture<DemoProduct>;
