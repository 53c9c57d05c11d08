using Counterpart.Sandbox.World;

namespace Counterpart.Sandbox;

/// <summary>The command line.</summary>
internal sealed record SandboxArguments(SandboxOptions Options, int? Parent, bool ParentPipe)
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "wealthbox-port", "clientworks-port", "world", "seed", "state", "parent", "parent-pipe",
    };

    /// <summary>Reads the arguments; a <see cref="FormatException"/> says in one line what is wrong.</summary>
    public static SandboxArguments Parse(string[] args)
    {
        var values = new ConfigurationBuilder().AddCommandLine([.. args.Select(arg => arg == "--parent-pipe" ? "--parent-pipe=true" : arg)]).Build();
        if (values.AsEnumerable().FirstOrDefault(value => !Known.Contains(value.Key)) is { Key: { } unknown })
            throw new FormatException($"There is no option --{unknown}.");
        var world = values["world"] ?? "demo";
        if (!Worlds.IsKnown(world))
            throw new FormatException("--world must be demo, pairs:N or pairs:N/F.");
        var options = new SandboxOptions
        {
            WealthboxPort = Number("wealthbox-port", 65_535) ?? 5182,
            ClientWorksPort = Number("clientworks-port", 65_535) ?? 5181,
            World = world,
            Seed = Number("seed", int.MaxValue) ?? 1,
            StatePath = values["state"],
        };
        return new SandboxArguments(options, Number("parent", int.MaxValue), values["parent-pipe"] == "true");

        int? Number(string name, int largest) => values[name] is not { } text ? null
            : int.TryParse(text, out var number) && number >= 0 && number <= largest ? number
            : throw new FormatException($"--{name} must be a number from 0 to {largest}.");
    }
}
