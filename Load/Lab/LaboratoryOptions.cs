using Counterpart.Load.Lab.Cluster;

namespace Counterpart.Load.Lab;

/// <summary>What a laboratory consists of.</summary>
internal sealed record LaboratoryOptions
{
    /// <summary>Pairs that people edit.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs after those, for other uses.</summary>
    public int MorePairs { get; init; }

    /// <summary>Processes of the product; more than one need a <see cref="ConnectionString"/>.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>With silos the product is a cluster of them, and its nodes are gateways.</summary>
    public int Silos { get; init; }

    /// <summary>A network for each silo; null: all are in the machine's own.</summary>
    public Networks? Networks { get; init; }

    /// <summary>Settings of silos and gateways, as arguments.</summary>
    public IReadOnlyList<string> ClusterSettings { get; init; } = [];

    /// <summary>Hears what the product answers; null: nobody.</summary>
    public AnswerLog? Answers { get; init; }

    /// <summary>Stand between the callers of the product and the network, the last one outermost.</summary>
    public IEnumerable<DelegatingHandler> Between => Answers is null ? MoreBetween : [Answers, .. MoreBetween];

    public IReadOnlyList<DelegatingHandler> MoreBetween { get; init; } = [];

    /// <summary>A product and simulators that run already: nothing is started; null: everything is.</summary>
    public AttachedProduct? Running { get; init; }

    /// <summary>Firms that the simulators have offices for.</summary>
    public int Firms { get; init; } = 1;

    public string World => Firms == 1 ? $"pairs:{Pairs + MorePairs}" : $"pairs:{Pairs + MorePairs}/{Firms}";

    /// <summary>Keeps what the processes print; null: nothing is kept.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Where the first node keeps its data; null: in a folder of the laboratory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>At which address the product finds a simulator: its own, or that of something between the two.</summary>
    public Func<Uri, Uri> Seen { get; init; } = simulator => simulator;

    /// <summary>The PostgreSQL database that the nodes share; null: a file.</summary>
    public string? ConnectionString { get; init; }

    public string? MasterKey { get; init; }

    /// <summary>The partner's limit, and the product's budget; null: none.</summary>
    public int? Calls { get; init; }

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Other settings than <see cref="LabSettings.Quick"/>, limits included.</summary>
    public LabSettings? Other { get; init; }

    public LabSettings Settings => Other ?? LabSettings.Quick(Calls, Window);

    public string? LogOf(string process) => LogFolder is null ? null : Path.Combine(LogFolder, $"{process}.log");

    public IEnumerable<string> StoreArguments => ConnectionString is null
        ? []
        : ["--Counterpart:Store:ConnectionString", ConnectionString, "--Counterpart:Store:MasterKey", MasterKey!];
}
