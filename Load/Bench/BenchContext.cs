namespace Counterpart.Load;

/// <summary>What one benchmark works with. Its sizes are its own, unless the command line says others.</summary>
internal sealed class BenchContext(BenchOptions options, BenchFolder folder, BenchFolder shared, TimeProvider clock, TextWriter output)
{
    private readonly SortedDictionary<string, double> used = new(StringComparer.Ordinal);

    public TimeProvider Clock => clock;

    public TextWriter Output => output;

    /// <summary>Deleted after the benchmark.</summary>
    public BenchFolder Folder => folder;

    /// <summary>What several benchmarks of a run use; deleted after the last.</summary>
    public BenchFolder Shared => shared;

    /// <summary>One part of the benchmark alone; null: all of it.</summary>
    public string? Part => options.Part;

    public bool Quick => options.Quick;

    /// <summary>The sizes that were asked for here, as they were given.</summary>
    public IReadOnlyDictionary<string, double> Used => used;

    public int Rounds(int usual) => (int)Use("rounds", options.Rounds ?? (options.Quick ? 1 : usual));

    /// <summary>How long a side of a round goes on.</summary>
    public TimeSpan Duration(double seconds) => TimeSpan.FromSeconds(Use("seconds", options.Seconds ?? (options.Quick ? Math.Min(1, seconds) : seconds)));

    /// <summary>How long each side goes on before the rounds: the runtime goes on compiling for tens of seconds.</summary>
    public TimeSpan WarmUp(double seconds) => TimeSpan.FromSeconds(Use("warmUpSeconds", options.WarmUp ?? (options.Quick ? Math.Min(1, seconds) : seconds)));

    public int Links(int usual, int quick) => (int)Use("links", options.Links ?? (options.Quick ? quick : usual));

    public int Firms(int usual) => (int)Use("firms", options.Firms ?? usual);

    /// <summary>Callers or connections at a time.</summary>
    public int Callers(int usual) => (int)Use("callers", options.Callers ?? usual);

    /// <summary>Any other size.</summary>
    public double Size(string name, double usual, double quick) => Use(name, options.Quick ? quick : usual);

    public Task SayAsync(string line) => output.WriteLineAsync(line);

    private double Use(string name, double value) => used[name] = value;
}
