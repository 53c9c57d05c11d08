using Counterpart.Load.Lab;

namespace Counterpart.Tests.Bench;

public sealed class ProcessStatTests
{
    [Fact]
    public void Of_ANameWithParenthesesAndSpaces_ReadsWhatFollowsIt()
    {
        var stat = ProcessStat.Of("42 (a) (b c) S 7 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 12 0 123 1000000 300 18446744073709551615 1 1");

        Assert.Equal(new ProcessStat(7, TimeSpan.FromSeconds(3), 300 * 4096), stat);
    }

    [Fact]
    public void Read_OfAProcessThatDoesNotRun_IsNothing() => Assert.Null(ProcessStat.Read(int.MaxValue));
}
