using Counterpart.Links;
using Counterpart.Systems;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class ClientWorksConnectorTests
{
    private const string Client = """
        {
          "id": "CW-100001", "revision": 7, "kind": "person", "adviser": "adviser-1",
          "name": { "prefix": "Dr", "first": "Amélie", "middle": null, "last": "Laurent", "suffix": null, "nickname": null },
          "organizationName": null, "birthDate": "1971-03-09", "gender": "Female", "maritalStatus": "Married", "employer": null, "jobTitle": null,
          "phones": [{ "id": "p1", "number": "(415) 555-0101", "extension": null, "kind": "mobile", "primary": true }],
          "emails": [], "addresses": [], "websites": [], "tags": [], "background": null,
          "contactType": "Client", "status": "Active", "clientSince": "2015-01-31", "taxId": "900-12-3456"
        }
        """;

    private const string Trust = """{"id":"CW-2","revision":1,"kind":"trust","adviser":null,"organizationName":"Laurent Trust","name":null,"taxId":null}""";

    [Fact]
    public async Task Read_Person_HasWhatTheProtocolSays()
    {
        var system = FakeSystem.Answering(200, Client);
        var record = await Connect.Found(Connect.ClientWorks(system), "CW-100001");
        Assert.Equal("https://hub.test/hub/v1/clients/CW-100001", system.Request.RequestUri!.AbsoluteUri);
        Assert.Equal($"Bearer {Connect.Token}", system.Request.Headers.Authorization!.ToString());
        Assert.Equal((RecordKind.Person, "adviser-1", 7L, "Amélie Laurent"), (record.Kind, record.Book, record.Revision, record.DisplayName));
        Assert.Equal("hash of 900123456", record.TaxId!.Hash);
        Assert.Equal(16, record.Content.Scalars.Count);
        Assert.Equal("CW-100001", record.Content.Scalars["externalId"].Text);
        Assert.Empty(record.Content.Lists["tags"]);
        Assert.Equal("2015-01-31", record.Content.Scalars["clientSince"].Text);
        Assert.True(record.Content.Scalars["name/middle"].IsBlank);
        Assert.Equal([new("p1", FieldValue.OfParts(("number", "(415) 555-0101"), ("kind", "mobile")), true)], record.Content.Lists["phones"].AsEnumerable());
        Assert.Empty(record.Content.Lists["emails"]);
    }

    [Fact]
    public async Task Read_Trust_HasItsName()
    {
        var record = await Connect.Found(Connect.ClientWorks(FakeSystem.Answering(200, Trust)), "CW-2");
        Assert.Equal((RecordKind.Trust, null, "Laurent Trust"), (record.Kind, record.Book, record.DisplayName));
        Assert.Equal(["externalId", "organization/name"], record.Content.Scalars.Keys.Order());
    }

    [Theory]
    [InlineData(404, GoneReason.Deleted)]
    [InlineData(410, GoneReason.Deleted)]
    [InlineData(403, GoneReason.AccessLost)]
    public async Task Read_OutOfReach_IsGone(int status, GoneReason reason)
    {
        var read = await Connect.ClientWorks(FakeSystem.Answering(status)).ReadAsync("CW-1", TestContext.Current.CancellationToken);
        Assert.Equal(reason, Assert.IsType<ReadResult.Gone>(read).Reason);
    }

    [Fact]
    public async Task Write_Patch_IsConditionalAndNested()
    {
        var system = FakeSystem.Answering(200, Client.Replace("Laurent", "Laurent-Ruiz", StringComparison.Ordinal));
        var patch = Connect.Scalar("name/last", "Laurent-Ruiz") with
        {
            Revision = 6,
            Rows =
            [
                new RowPatch("phones/r1", "phones", "p1", FieldValue.OfParts(("number", "+14155550102")), Primary: true),
                new RowPatch("phones/r2", "phones", null, FieldValue.OfParts(("number", "+14155550103"), ("kind", "work"))),
                new RowPatch("emails/r1", "emails", "e1", FieldValue.Blank),
            ],
        };
        patch = patch with { Scalars = patch.Scalars.Add("name/nickname", FieldValue.Blank).Add("employer", FieldValue.Blank) };
        var outcome = await Connect.Write(Connect.ClientWorks(system), patch, "CW-100001");
        Assert.Equal(7, Assert.IsType<WriteOutcome.Applied>(outcome).ReadBack.Revision);
        Assert.Equal(HttpMethod.Patch, system.Request.Method);
        Assert.Equal("\"6\"", system.Request.Headers.IfMatch.ToString());
        Assert.Equal(
            """
            {"employer":null,"name":{"last":"Laurent-Ruiz","nickname":null},"phones":[{"id":"p1","number":"\u002B14155550102","extension":null,"kind":null,"primary":true},{"number":"\u002B14155550103","kind":"work"}],"emails":[{"id":"e1","remove":true}]}
            """,
            system.Body);
    }

    [Fact]
    public async Task ReadPage_Feed_HasClientsDeletionsAndPosition()
    {
        const string Feed = """{"changes":[{"position":41,"client":""" + Trust + """},{"position":42,"id":"CW-9","deleted":true}],"next":42,"more":true}""";
        var system = FakeSystem.Answering(200, Feed);
        var page = Assert.IsType<PageResult.Page>(await Read(system, 40));
        Assert.Equal("https://hub.test/hub/v1/changes?after=40&limit=500", system.Request.RequestUri!.AbsoluteUri);
        Assert.Equal(["CW-2"], page.Records.Select(record => record.Id));
        Assert.Equal(["CW-9"], page.Deleted);
        Assert.Equal((42L, new PageRequest.Feed(42)), (page.Position, page.Next));
    }

    [Fact]
    public async Task ReadPage_EndOfFeed_HasNoNext()
    {
        var page = Assert.IsType<PageResult.Page>(await Read(FakeSystem.Answering(200, """{"changes":[],"next":40,"more":false}"""), 40));
        Assert.Equal((40L, null), (page.Position, page.Next));
    }

    [Theory]
    [InlineData("""{"changes":[],"next":40,"more":true}""")]
    [InlineData("""{"changes":[],"next":39,"more":false}""")]
    [InlineData("""{"changes":[{"position":41}],"next":41,"more":false}""")]
    [InlineData("""{"changes":[{"position":41,"client":{"id":"CW-1","kind":"person"}}],"next":41,"more":false}""")]
    [InlineData("""{"changes":[]}""")]
    public async Task ReadPage_FeedThatMakesNoSense_IsUnavailable(string body) =>
        Assert.Equal(FailureKind.Unavailable, Assert.IsType<PageResult.Failed>(await Read(FakeSystem.Answering(200, body), 40)).Failure.Kind);

    [Fact]
    public async Task Probe_Hub_IsItsTenant()
    {
        var probe = await Connect.ClientWorks(FakeSystem.Answering(200, """{"tenant":"lpl-demo","name":"Demo"}""")).ProbeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new ProbeResult.Reached("lpl-demo", "Demo"), probe);
    }

    private static Task<PageResult> Read(FakeSystem system, long after) =>
        Connect.ClientWorks(system).ReadPageAsync(new PageRequest.Feed(after), TestContext.Current.CancellationToken);
}
