using System.CommandLine;
using Counterpart.Load.Storm;

namespace Counterpart.Tests.Storm;

public sealed class StormFlagsTests
{
    private const string Outside = "--url http://127.0.0.1:1 --key k --clientworks http://127.0.0.1:2 --wealthbox http://127.0.0.1:3";

    [Fact]
    public void Nothing_IsOneProcessThatIsStartedHere()
    {
        var options = Read("")!;

        Assert.Null(options.Running);
        Assert.Equal((0, null, null), (options.Silos, options.Step, options.FaultEvery));
        Assert.Equal(TimeSpan.FromSeconds(60), options.Duration);
    }

    [Fact]
    public void Addresses_AreThoseOfAProductThatRuns()
    {
        var options = Read(Outside + " --racers 3 --bulk 0")!;

        Assert.Equal((new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:3"), "k"), (options.Running!.Api, options.Running.Wealthbox, options.Running.Firm.Admin));
        Assert.Equal(6, options.MorePairs);
    }

    [Theory]
    [InlineData("--url http://127.0.0.1:1")]
    [InlineData(Outside + " --faults")]
    [InlineData(Outside + " --host cluster")]
    [InlineData(Outside + " --firms 2")]
    public void WhatDoesNotFitTogether_IsRefused(string line) => Assert.Null(Read(line));

    [Fact]
    public void AnAddressThatIsNone_IsAnError() => Assert.NotEmpty(Parse("--url nowhere").Errors);

    [Fact]
    public void Times_AreOfTheLargestUnitGiven() => Assert.Equal(TimeSpan.FromMinutes(90), Read("--hours 1.5 --minutes 3 --seconds 4")!.Duration);

    private static StormOptions? Read(string line)
    {
        var flags = new StormFlags();
        return flags.Read(Parse(line, flags));
    }

    private static ParseResult Parse(string line, StormFlags? flags = null)
    {
        var command = new Command("storm");
        foreach (var option in (flags ?? new StormFlags()).All)
        {
            command.Add(option);
        }

        return command.Parse(line);
    }
}
