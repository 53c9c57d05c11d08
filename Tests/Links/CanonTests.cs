using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class CanonTests
{
    [Theory]
    [InlineData("US", "(555) 010-2345", "+15550102345")]
    [InlineData("US", "1-555-010-2345", "+15550102345")]
    [InlineData("CA", "416.555.0199", "+14165550199")]
    [InlineData("AU", "02 9876 5432", "+61298765432")]
    [InlineData("AU", "0412 345 678", "+61412345678")]
    [InlineData("AU", "61 412 345 678", "+61412345678")]
    [InlineData("AU", "+61 (0)412 345 678", "+61412345678")]
    [InlineData("NZ", "021 123 456", "+6421123456")]
    [InlineData("NZ", "09 123 4567", "+6491234567")]
    [InlineData("US", "+44 20 7946 0958", "+442079460958")]
    [InlineData("US", "555-0199", "5550199")]
    [InlineData("US", "unlisted", "unlisted")]
    public void Canonical_Phone_IsE164WhereThePlanIsKnown(string region, string text, string expected) =>
        Assert.Equal(expected, PhoneNumbers.Canonical(text, region));

    [Fact]
    public void Canonical_PhonesWithDifferentLetters_Differ() =>
        Assert.NotEqual(PhoneNumbers.Canonical("1-800-FLOWERS", "US"), PhoneNumbers.Canonical("1-800-LAWYERS", "US"));

    [Theory]
    [InlineData(FieldKind.Text, "e\u0301clair", "\u00e9clair")]
    [InlineData(FieldKind.Text, "Nguye\u0302\u0303n", "Nguy\u1ec5n")]
    [InlineData(FieldKind.Text, "a\u0323\u0302", "\u1ead")]
    [InlineData(FieldKind.Text, "a\u0302\u0323", "\u1ead")]
    [InlineData(FieldKind.Text, "\ud55c", "\u1112\u1161\u11ab")]
    [InlineData(FieldKind.Text, "  New \t York\n", "New York")]
    [InlineData(FieldKind.Text, "New\u00a0York", "New York")]
    [InlineData(FieldKind.Code, "Married", "married")]
    [InlineData(FieldKind.Tag, "Old  Client", "old client")]
    [InlineData(FieldKind.Note, "Sails.\r\nTwo children.", "Sails.\nTwo children.")]
    [InlineData(FieldKind.Note, "Sails. \rTwo  children.\n\n", "\nSails.\nTwo children.")]
    [InlineData(FieldKind.Date, "1980-01-02T00:00:00Z", "1980-01-02")]
    [InlineData(FieldKind.Date, " 1980-01-02 ", "1980-01-02")]
    public void Same_AnotherSpelling_MeansTheSame(FieldKind kind, string left, string right) =>
        Assert.True(Canon.Same(kind, "US", FieldValue.Of(left), FieldValue.Of(right)));

    [Theory]
    [InlineData(FieldKind.Text, "Ann", "ann")]
    [InlineData(FieldKind.Text, "e", "\u00e9")]
    [InlineData(FieldKind.Tag, "vip", "v.i.p.")]
    [InlineData(FieldKind.Note, "Sails. Two children.", "Sails.\nTwo children.")]
    [InlineData(FieldKind.Note, "Sails.\n\nTwo children.", "Sails.\nTwo children.")]
    [InlineData(FieldKind.Note, "Sails.", "sails.")]
    [InlineData(FieldKind.Date, "1980-01-02", "1980-02-01")]
    public void Same_AnotherMeaning_Differs(FieldKind kind, string left, string right) =>
        Assert.False(Canon.Same(kind, "US", FieldValue.Of(left), FieldValue.Of(right)));

    [Fact]
    public void Same_EmailsInOtherCase_MeanTheSame() =>
        Assert.True(Canon.Same(FieldKind.Email, "US", FieldValue.OfParts(("address", "Ann@Example.COM ")), FieldValue.OfParts(("address", "ann@example.com"))));

    [Fact]
    public void Same_RowsOfAnotherKind_Differ_AndHaveOneIdentity()
    {
        var mobile = FieldValue.OfParts(("number", "5550100001"), ("kind", "mobile"));
        var home = FieldValue.OfParts(("number", "(555) 010-0001"), ("kind", "Home"));

        Assert.False(Canon.Same(FieldKind.Phone, "US", mobile, home));
        Assert.Equal(Canon.Identity(FieldKind.Phone, "US", mobile), Canon.Identity(FieldKind.Phone, "US", home));
    }

    [Fact]
    public void Of_HalfASurrogatePair_IsTakenAsItIs() => Assert.Equal("a\ud800", Canon.Of(FieldKind.Text, "US", FieldValue.Of("a\ud800")));

    [Theory]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData(null)]
    public void Of_WhiteSpace_IsBlank(string? text) => Assert.Same(FieldValue.Blank, FieldValue.Of(text));

    [Fact]
    public void OfParts_BlankPartsAndOrder_AreNothing()
    {
        var value = FieldValue.OfParts(("number", "1"), ("extension", " "), ("kind", "x"));

        Assert.Equal(FieldValue.OfParts(("kind", "x"), ("number", "1")), value);
        Assert.Equal(FieldValue.OfParts(("kind", "x"), ("number", "1")).GetHashCode(), value.GetHashCode());
        Assert.True(FieldValue.OfParts(("number", "")).IsBlank);
    }
}
