using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O\u2019Brien", "obrien")]
    [InlineData("Åkerström", "akerstrom")]
    [InlineData("A\u030akerstro\u0308m", "akerstrom")]
    [InlineData("McDonald-Smith", "mcdonaldsmith")]
    [InlineData("Mc Donald Smith", "mcdonaldsmith")]
    [InlineData("Łukasz", "lukasz")]
    [InlineData("Groß & Søn", "grossson")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("İpek", "ipek")]
    [InlineData("...", "")]
    [InlineData(null, "")]
    public void Fold_Name_LeavesPlainLetters(string? name, string expected) =>
        Assert.Equal(expected, NameKey.Fold(name));

    [Fact]
    public void OfPerson_NoName_IsEmpty() => Assert.Equal(string.Empty, NameKey.OfPerson(" ", null));

    [Fact]
    public void OfPerson_FirstAndLast_AreKeptApart() => Assert.NotEqual(NameKey.OfPerson("Ann Lee", "Fox"), NameKey.OfPerson("Ann", "Lee Fox"));
}
