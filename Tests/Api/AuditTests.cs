using System.Net;
using Counterpart.Api;
using Counterpart.Storage;

namespace Counterpart.Tests.Api;

/// <summary>What the audit is told of a call, and when.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Secret = "t0ken-of-theirs";

    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Act_OfSetUp_IsThereBeforeAndAfter()
    {
        using var response = await host.PostAsync("/v1/keys", """{"role":"adviser","subject":"amy","label":"Amy"}""");

        Assert.Equal(
            [("createKey", "begun", null), ("createKey", "ok", "91c2e07ab4d5")],
            host.Audit.Rows.Select(row => (row.Action, row.Outcome, row.Target)));
        Assert.All(host.Audit.Rows, row => Assert.Equal(("bayside", "key:k1", "firmAdmin", "127.0.0.1"), (row.Firm, row.Actor, row.Role, row.Source)));
        var requests = host.Audit.Rows.Select(row => System.Text.Json.Nodes.JsonNode.Parse(row.Detail!)!["request"]!.GetValue<string>()).Distinct(StringComparer.Ordinal);
        Assert.Equal(response.Headers.GetValues("X-Request-Id").Single(), Assert.Single(requests));
    }

    [Fact]
    public async Task Act_OnLinks_IsThereOnceWithItsClients()
    {
        using var response = await host.PostAsync(ApiHost.Links, """{"integration":"clientworks-wealthbox","clients":["CW-1","CW-2"]}""", "adviser");

        var row = Assert.Single(host.Audit.Rows);
        Assert.Equal(("linkClients", "ok", "key:k2"), (row.Action, row.Outcome, row.Actor));
        Assert.Contains("""["CW-1","CW-2"]""", row.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_AuditCannotBeWritten_IsNotBegun()
    {
        host.Audit.Failure = new StoreUnavailableException("disk full");

        using var response = await host.PostAsync("/v1/keys", """{"role":"adviser","subject":"amy","label":"Amy"}""");

        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
        Assert.Empty(host.Office.Made);
    }

    [Fact]
    public async Task Act_ThatThrows_HasItsOutcome()
    {
        host.Service.Failure = new StoreUnavailableException("gone");

        using var response = await host.PostAsync(ApiHost.Unlink, """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""");

        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
        Assert.Equal("store_unavailable", Assert.Single(host.Audit.Rows).Outcome);
    }

    [Fact]
    public async Task Act_Refused_NamesTheProblem()
    {
        using var response = await host.SendAsync(HttpMethod.Delete, "/v1/keys/nokey", "firmAdmin");

        Assert.Equal(["begun", "not_found"], host.Audit.Rows.Select(row => row.Outcome));
        Assert.All(host.Audit.Rows, row => Assert.Equal("nokey", row.Target));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task Request_ThatBreaksARule_IsNoAct(string body)
    {
        using var response = await host.PostAsync("/v1/keys", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Audit.Rows);
    }

    [Fact]
    public async Task Secrets_OfRequests_AreNotInIt()
    {
        using var connected = await host.SendAsync(HttpMethod.Put, "/v1/connections/wealthbox", "firmAdmin", $$"""{"token":"{{Secret}}"}""");
        using var unknown = await host.GetAsync("/v1/keys", Secret);
        using var made = await host.PostAsync("/v1/keys", """{"role":"firmAdmin","label":"Jo"}""");

        Assert.Equal(5, host.Audit.Rows.Count);
        Assert.All(host.Audit.Rows, row =>
        {
            Assert.DoesNotContain(Secret, row.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("cpk_new", row.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Refusals_ManyOfOneKind_AreOneRow()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var unknown = await host.GetAsync("/v1/clients", "cpk_guess");
            using var forbidden = await host.GetAsync("/v1/clients", "operator");
        }

        Assert.Equal(
            [("key:unknown", "unauthenticated"), ("key:k6", "forbidden")],
            host.Audit.Rows.Select(row => (row.Actor, row.Outcome)));
    }

    [Fact]
    public async Task Operator_ActsOnAFirm_ShowInBothAudits()
    {
        using var response = await host.PostAsync("/v1/firms/bayside/admin-key", """{"label":"Jo"}""", "operator");

        Assert.Equal([(null, "begun"), (null, "ok"), ("bayside", "ok")], host.Audit.Rows.Select(row => (row.Firm, row.Outcome)));
    }

    [Fact]
    public async Task Read_PageByPage_EndsAndIsAuditedItself()
    {
        for (var made = 0; made < 3; made++)
        {
            using var one = await host.PostAsync("/v1/keys", """{"role":"firmAdmin","label":"Jo"}""");
        }

        using var first = await host.GetAsync("/v1/audit?limit=4");
        using var second = await host.GetAsync($"/v1/audit?limit=4&after={(await first.OkAsync<AuditAnswer>()).Next}");

        var page = await second.OkAsync<AuditAnswer>();
        Assert.Equal([5L, 6L, 7L], page.Entries.Select(entry => entry.Seq));
        Assert.Equal(("readAudit", null), (page.Entries[^1].Action, page.Next));
    }

    [Fact]
    public async Task Export_Csv_QuotesAndDisarms()
    {
        await host.Audit.WriteAsync([new AuditRow(0, "bayside", DateTimeOffset.UnixEpoch, "key:k1", "firmAdmin", "x", "=cmd|' /C calc'!A0", null, "ok", """{"a":"b,c"}""")]);

        using var response = await host.GetAsync("/v1/audit/export?format=csv");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("""1,1970-01-01T00:00:00.0000000Z,key:k1,firmAdmin,x,'=cmd|' /C calc'!A0,,ok,"{""a"":""b,c""}" """.TrimEnd() + "\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Lines_HaveEveryEntryOnce()
    {
        await host.Audit.WriteAsync([.. Enumerable.Range(0, 1200).Select(place =>
            new AuditRow(0, "bayside", DateTimeOffset.UnixEpoch, "key:k1", "firmAdmin", "x", $"{place}", null, "ok", null))]);

        using var response = await host.GetAsync("/v1/audit/export?after=100");
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');

        Assert.Equal(1101, lines.Length);
        Assert.Equal(Enumerable.Range(101, 1101).Select(seq => (long)seq), lines.Select(line => (long)System.Text.Json.Nodes.JsonNode.Parse(line)!["seq"]!));
    }
}
