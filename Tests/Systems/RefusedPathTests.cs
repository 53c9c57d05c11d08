using Counterpart.Links;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class RefusedPathTests
{
    private static readonly FieldValue Phone = FieldValue.OfParts(("number", "4155550142"));

    [Theory]
    [InlineData("""{"errors":{"birth_date":["is invalid"]}}""")]
    [InlineData("""{"error":{"birth_date":"is invalid"}}""")]
    [InlineData("""{"errors":["Birth date is invalid"]}""")]
    [InlineData("""{"errors":"birth_date is invalid"}""")]
    [InlineData("""{"error":"birth_date: is invalid"}""")]
    [InlineData("""{"error":"not a date: 'birth_date'"}""")]
    [InlineData("""{"errors":[{"field":"birth_date","message":"gender"}]}""")]
    [InlineData("""{"errors":{"birth_date":[{"code":1}]}}""")]
    public async Task Refused_FieldNamed_IsItsPath(string body) => Assert.Equal("birthDate", await Path(body));

    [Theory]
    [InlineData("<html>birth_date</html>")]
    [InlineData("""{"errors":"something about the birth date"}""")]
    [InlineData("""{"errors":{"base":["is invalid"]}}""")]
    [InlineData("""{"errors":{"birth_date":["is invalid"],"gender":["is invalid"]}}""")]
    [InlineData("""{"errors":{"last_name":["is too long"]}}""")]
    [InlineData("""{"errors":{"\ud800":"birth_date"},"error":null}""")]
    [InlineData("\"birth_date\"")]
    [InlineData(null)]
    public async Task Refused_FieldNotToBeTold_IsNull(string? body) => Assert.Null(await Path(body));

    [Theory]
    [InlineData("""{"errors":{"email_addresses":["is invalid"]}}""", "emails/r1")]
    [InlineData("""{"errors":{"email_addresses.address":["is invalid"]}}""", "emails/r1")]
    [InlineData("""{"errors":{"phone_numbers[1].address":["is invalid"]}}""", "phones/r2")]
    [InlineData("""{"errors":{"phone_numbers":[{"id":["is invalid"]}]}}""", "phones/r1")]
    [InlineData("""{"errors":{"phone_numbers.31":["is invalid"]}}""", "phones/r1")]
    [InlineData("""{"errors":{"phone_numbers":["is invalid"]}}""", null)]
    [InlineData("""{"errors":{"phone_numbers[5]":["is invalid"]}}""", null)]
    [InlineData("""{"error":"websites has the wrong type"}""", null)]
    public async Task Refused_ListNamed_IsTheRowWhereItCanBeTold(string body, string? path)
    {
        var patch = Connect.Rows(
            new RowPatch("phones/r1", "phones", "31", Phone),
            new RowPatch("phones/r2", "phones", null, Phone),
            new RowPatch("emails/r1", "emails", null, FieldValue.OfParts(("address", "x"))));
        Assert.Equal(path, await Path(body, patch));
    }

    [Theory]
    [InlineData("name/last", "name/last")]
    [InlineData("name.last", "name/last")]
    [InlineData("organizationName", "organization/name")]
    [InlineData("phones", "phones/r1")]
    [InlineData("adviser", null)]
    public async Task Refused_ByTheHub_IsItsField(string field, string? path)
    {
        var patch = Connect.Scalar("name/last", "x") with
        {
            Rows = [new RowPatch("phones/r1", "phones", null, Phone)],
        };
        patch = patch with { Scalars = patch.Scalars.Add("organization/name", FieldValue.Of("y")) };
        var problem = $$"""{"type":"about:blank","title":"It is too long","status":422,"field":"{{field}}"}""";
        var outcome = await Connect.Write(Connect.ClientWorks(FakeSystem.Answering(422, problem)), patch, "CW-1");
        Assert.Equal(path, Assert.IsType<WriteOutcome.Refused>(outcome).Path);
    }

    private static async Task<string?> Path(string? body, RecordPatch? patch = null)
    {
        var asked = patch ?? new RecordPatch
        {
            Scalars = Connect.Scalar("birthDate", "1968-02-29").Scalars.Add("gender", FieldValue.Of("Female")),
        };
        var outcome = await Connect.Write(Connect.Wealthbox(FakeSystem.Answering(422, body)), asked);
        return Assert.IsType<WriteOutcome.Refused>(outcome).Path;
    }
}
