using Counterpart.Grains.Interfaces;
using Counterpart.Links;

namespace Counterpart.Tests.Orleans.Cluster;

public sealed class LinkGrainKeyTests
{
    [Theory]
    [InlineData("north", "CW-100001")]
    [InlineData("00ab", "00ab")]
    [InlineData("firm", "a+b/c?d#e%2F é中😀")]
    [InlineData("firm", "|0a|''\"\\")]
    public void Key_OfAnyIds_ComesBackAndLooksLikeNoNumber(string firm, string client)
    {
        var key = new LinkKey(firm, "clientworks-wealthbox", client);
        var text = LinkGrainKey.Of(key);

        Assert.Equal(key, LinkGrainKey.Parse(text));
        Assert.StartsWith("link/", text, StringComparison.Ordinal);
        Assert.DoesNotContain('+', text);
        Assert.DoesNotContain('|', text);
    }

    [Fact]
    public void Keys_OfDifferentLinks_Differ() =>
        Assert.NotEqual(LinkGrainKey.Of(new LinkKey("a/b", "c", "d")), LinkGrainKey.Of(new LinkKey("a", "b/c", "d")));

    [Fact]
    public void Key_TooLong_IsRefused() =>
        Assert.Throws<ArgumentException>(() => LinkGrainKey.Of(new LinkKey("north", "clientworks-wealthbox", new string('é', 200))));

    [Theory]
    [InlineData("")]
    [InlineData("link/a/b")]
    [InlineData("other/a/b/c")]
    [InlineData("link/%61/b/c")]
    [InlineData("link/é/b/c")]
    public void Parse_OfWhatIsNoKey_Throws(string text) => Assert.Throws<FormatException>(() => LinkGrainKey.Parse(text));
}
