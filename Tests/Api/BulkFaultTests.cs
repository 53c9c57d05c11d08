using System.Net;
using System.Text.Json;
using Counterpart.Api;
using Xunit;

namespace Counterpart.Tests.Api;

/// <summary>Faults of a request to link or unlink: the whole is refused, with the field and the rule.</summary>
public sealed class BulkFaultTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, host.Service.Writes);
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("[]", "clients", "/clients", "must have 1 to 50 elements, and has 0")]
    [InlineData("\"CW-1\"", "clients", "/clients", "must be a list")]
    [InlineData("null", "clients", "/clients", "must be a list")]
    [InlineData("[\"CW-1\",\"CW-2\",\"CW-1\"]", "clients[2]", "/clients/2", "must not be the same as clients[0]")]
    [InlineData("[\"CW-1\",7]", "clients[1]", "/clients/1", "must be text")]
    [InlineData("[null]", "clients[0]", "/clients/0", "must be text")]
    [InlineData("[[\"CW-1\"]]", "clients[0]", "/clients/0", "must be text")]
    [InlineData("[\"\"]", "clients[0]", "/clients/0", "must not be blank")]
    [InlineData("[\" \"]", "clients[0]", "/clients/0", "must not be blank")]
    [InlineData("[\"CW-1\\u0000\"]", "clients[0]", "/clients/0", "must not contain control characters")]
    [InlineData("[\"CW-1\\n\"]", "clients[0]", "/clients/0", "must not contain control characters")]
    [InlineData("[\"CW-1\\u009f\"]", "clients[0]", "/clients/0", "must not contain control characters")]
    [InlineData("[\"CW-1\\u007F\"]", "clients[0]", "/clients/0", "must not contain control characters")]
    [InlineData("[\"CW-1\",\"\\ud800\"]", "clients[1]", "/clients/1", "half of a surrogate pair")]
    [InlineData("[\"CW-1\",\"\\udc00x\"]", "clients[1]", "/clients/1", "half of a surrogate pair")]
    public async Task Clients_Faulty_AreNamed(string clients, string field, string pointer, string rule)
    {
        foreach (var path in new[] { ApiHost.Links, ApiHost.Unlink })
        {
            using var response = await host.PostAsync(path, $$"""{"integration":"clientworks-wealthbox","clients":{{clients}}}""");
            await response.FaultAsync(field, pointer, rule);
        }
    }

    [Theory]
    [InlineData(ApiHost.Links)]
    [InlineData(ApiHost.Unlink)]
    public async Task Clients_FiftyOne_AreRefusedWithTheLimit(string path)
    {
        var clients = JsonSerializer.Serialize(Enumerable.Range(1, 51).Select(number => $"CW-{number}"));
        using var response = await host.PostAsync(path, $$"""{"integration":"clientworks-wealthbox","clients":{{clients}}}""");
        await response.FaultAsync("clients", "/clients", "must have 1 to 50 elements, and has 51");
    }

    [Fact]
    public async Task Clients_TooLongId_IsNamed()
    {
        var body = $$"""{"integration":"clientworks-wealthbox","clients":["CW-1","{{new string('9', 129)}}"]}""";
        using var response = await host.PostAsync(ApiHost.Links, body);
        await response.FaultAsync("clients[1]", "/clients/1", "must not be longer than 128 characters");
    }

    [Theory]
    [InlineData("""{"integration":"clientworks-wealthbox"}""", "clients", "is missing")]
    [InlineData("""{"clients":["CW-1"]}""", "integration", "is missing")]
    [InlineData("""{"integration":null,"clients":["CW-1"]}""", "integration", "must be text")]
    [InlineData("""{"integration":{},"clients":["CW-1"]}""", "integration", "must be text")]
    [InlineData("""{"integration":"x","clients":["CW-1"],"clients":["CW-2"]}""", "clients", "must not be there more than once")]
    [InlineData("""{"integration":"x","clients":["CW-1"],"\u0063lients":["CW-2"]}""", "clients", "must not be there more than once")]
    [InlineData("""{"integration":"x","clients":["CW-1"],"Clients":["CW-2"]}""", "Clients", "is not known")]
    public async Task Members_Faulty_AreNamed(string body, string field, string rule)
    {
        using var response = await host.PostAsync(ApiHost.Links, body);
        await response.FaultAsync(field, "/" + field, rule);
    }

    [Theory]
    [InlineData("\"WrongMatch\"")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"\\ud800\"")]
    public async Task Unlink_UnknownReason_IsNamed(string reason)
    {
        using var response = await host.PostAsync(
            ApiHost.Unlink, $$"""{"integration":"clientworks-wealthbox","clients":["CW-1"],"reason":{{reason}}}""");
        await response.FaultAsync("reason", "/reason", "must be one of unspecified, wrongMatch");
    }

    [Theory]
    [InlineData(ApiHost.Links)]
    [InlineData(ApiHost.Unlink)]
    public async Task Integration_Unknown_IsNotFound(string path)
    {
        using var response = await host.PostAsync(path, """{"integration":"clientworks-xpm","clients":["CW-1"]}""");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task Integration_NotEnabled_IsConflict()
    {
        host.Service.IsEnabled = false;
        using var bulk = await host.PostAsync(ApiHost.Links, """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""");
        await bulk.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.IntegrationDisabled);
        using var choice = await host.PostAsync(ApiHost.Link + "/choice", """{"partner":"20003"}""");
        await choice.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.IntegrationDisabled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task IdempotencyKey_Faulty_IsNamed(string key)
    {
        using var response = await host.PostAsync(
            ApiHost.Links, """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""", "firmAdmin", ("Idempotency-Key", key));
        await response.FaultAsync("Idempotency-Key", null, "1 to 128 visible ASCII characters");
    }

    [Fact]
    public async Task Request_ManyFaults_NamesAllOfThem()
    {
        using var response = await host.PostAsync(ApiHost.Links + "?dryRun=1", """{"clients":["",1],"x":1}""", "firmAdmin", ("Idempotency-Key", "a b"));
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, ProblemCode.Validation);
        Assert.Equal(["dryRun", "Idempotency-Key", "x", "integration", "clients[0]", "clients[1]"], problem.Errors!.Select(error => error.Field));
    }
}
