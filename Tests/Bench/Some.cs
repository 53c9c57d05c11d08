using Counterpart.Load;

namespace Counterpart.Tests.Bench;

internal static class Some
{
    public static BenchResult Result(string benchmark, params Figure[] figures) => new(
        benchmark,
        "Something that is measured.",
        new DateTimeOffset(2026, 3, 9, 9, 5, 0, TimeSpan.Zero),
        61.2,
        "0123456789ab",
        new MachineDescription("A processor", 2, 23.5, "Linux 6.1", ".NET 10.0.0", "server", "15.18"),
        new MachineLoad(0.2, 0.001),
        new MachineLoad(1.9, 0.002),
        0.004,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["rounds"] = 3, ["seconds"] = 1.5 },
        figures);
}
