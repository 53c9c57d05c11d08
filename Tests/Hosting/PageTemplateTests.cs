using Counterpart.Hosting;

namespace Counterpart.Tests.Hosting;

/// <summary>Whoever names a record can't lead anybody elsewhere.</summary>
public sealed class PageTemplateTests
{
    private const string Page = "https://app.example.com/a/{record}/b?c={client}";

    [Theory]
    [InlineData("20001", "CW-1", "https://app.example.com/a/20001/b?c=CW-1")]
    [InlineData("a/../../x", "CW-1", "https://app.example.com/a/a%2F..%2F..%2Fx/b?c=CW-1")]
    [InlineData("//evil.example", "&d=1#e", "https://app.example.com/a/%2F%2Fevil.example/b?c=%26d%3D1%23e")]
    [InlineData("@evil.example", "é ü", "https://app.example.com/a/%40evil.example/b?c=%C3%A9%20%C3%BC")]
    [InlineData("{client}", "CW-1", "https://app.example.com/a/%7Bclient%7D/b?c=CW-1")]
    public void Fill_OddIds_StayInTheirPlace(string record, string client, string address)
    {
        var filled = PageTemplate.Fill(Page, record, client, partner: null, tenant: null);

        Assert.Equal(address, filled?.AbsoluteUri);
        Assert.Equal("app.example.com", filled?.Host);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public void Fill_StepsThroughThePath_IsNone(string record) =>
        Assert.Null(PageTemplate.Fill(Page, record, "CW-1", partner: null, tenant: null));

    [Fact]
    public void Fill_IdThatIsNotKnown_IsNone()
    {
        Assert.Null(PageTemplate.Fill("https://example.com/{tenant}/{record}", "1", "2", "3", tenant: null));
        Assert.Equal("https://example.com/t/1?p=3", PageTemplate.Fill("https://example.com/{tenant}/{record}?p={partner}", "1", "2", "3", "t")?.AbsoluteUri);
    }
}
