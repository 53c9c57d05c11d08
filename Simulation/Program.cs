using System.CommandLine;
using Counterpart.Simulation;

#pragma warning disable RS0030 // Only how long runs take is told by it.
var clock = TimeProvider.System;
#pragma warning restore RS0030

var root = new RootCommand("Runs Counterpart's links, channels and store in worlds made from seeds, and holds the laws against them.")
{
    RunCommand.Create(clock, Console.Out),
    ReplayCommand.Create(Console.Out),
    ShrinkCommand.Create(Console.Out),
    MutantsCommand.Create(Console.Out),
    CoverageCommand.Create(Console.Out),
};
return await root.Parse(args).InvokeAsync();
