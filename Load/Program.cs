using System.CommandLine;
using Counterpart.Load;
using Counterpart.Load.Attack;
using Counterpart.Load.Faults;
using Counterpart.Load.Freshness;
using Counterpart.Load.Fuzz;
using Counterpart.Load.Histories;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;
using Counterpart.Load.Lab.Nodes;
using Counterpart.Load.Storm;

#pragma warning disable RS0030 // The clock is chosen here.
var clock = TimeProvider.System;
#pragma warning restore RS0030

var root = new RootCommand("Load and benchmarks of Counterpart.")
{
    BenchCommand.Create(clock, Console.Out),
    AccountCommand.Create(clock, Console.Out),
    KillCommand.Create(clock, Console.Out),
    StalenessCommand.Create(clock, Console.Out),
    LatencyCommand.Create(clock, Console.Out),
    NodesCommand.Create(clock, Console.Out),
    ClusterCommand.Create(clock, Console.Out),
    AttackCommand.Create(clock, Console.Out),
    FuzzCommand.Create(clock, Console.Out),
    FaultsCommand.Create(clock, Console.Out),
    HistoriesCommand.Create(clock, Console.Out),
    StormCommand.Create(clock, Console.Out),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception fault)
{
    // By default a call that got no answer in its time would end all without a word, as if somebody had cancelled it.
    await Console.Error.WriteLineAsync(fault is OperationCanceledException { InnerException: null } ? fault.Message : fault.ToString());
    return 1;
}
