using System.Globalization;
using System.Text;
using Counterpart.Load.Attack;

namespace Counterpart.Tests.Operations;

/// <summary>A search that finds nothing proves nothing: every spelling, at every place, is found.</summary>
public sealed class SecretScanTests
{
    private const string Secret = "987-65-1234";
    private static readonly SecretScan Scan = new([Secret, "987651234", "planted-token"]);

    public static TheoryData<string> Spelled =>
    [
        Secret,
        "PLANTED-TOKEN",
        string.Concat(Secret.Select(letter => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"))),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        string.Concat(Secret.Select(letter => $"%{(int)letter:x2}")),
    ];

    [Theory]
    [MemberData(nameof(Spelled))]
    public void In_ATextWithASpelling_FindsIt(string spelled) => Assert.NotNull(Scan.In($"before{spelled}after"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void In_Base64_FindsItWhereverItBegins(int before)
    {
        Assert.NotNull(Scan.In(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('x', before)}{Secret} and more"))));
        Assert.NotNull(Scan.In(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('?', before)}planted-token"))));
    }

    [Fact]
    public void In_Utf16_FindsItInEitherOrderOfBytes()
    {
        Assert.NotNull(Scan.In([0, .. Encoding.Unicode.GetBytes(Secret), 1]));
        Assert.NotNull(Scan.In([0, .. Encoding.BigEndianUnicode.GetBytes(Secret), 1]));
    }

    [Fact]
    public void In_ALongerNumber_FindsNothing()
    {
        Assert.Null(Scan.In("19876512345"));
        Assert.NotNull(Scan.In("x987651234x"));
        Assert.Null(Scan.In("987-65-1235"));
    }
}
