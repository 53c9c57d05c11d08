namespace Counterpart.Load.Attack;

/// <summary>One hardship after another; after each the product has to answer as before, in bounded memory.</summary>
internal sealed class HardshipRun(AttackTarget target, MemoryWatch memory, TimeProvider clock, TextWriter output)
{
    /// <summary>More than the process had before, at any moment, in MiB.</summary>
    public const long MostGrowth = 700;

    private const int Shown = 600;

    public int Broken { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var hardship in All())
        {
            var (before, from) = (memory.Now, clock.GetTimestamp());
            List<string> wrong = [.. await hardship.RunAsync(cancel)];
            if (await HealthAsync(cancel) is { } ill)
            {
                wrong.Add(ill);
            }

            await output.WriteLineAsync(
                $"  {(wrong.Count == 0 ? "ok    " : "BROKEN")} {hardship.Name}; {clock.GetElapsedTime(from).TotalSeconds:0.0} s, memory {before} MiB, then {memory.Now} MiB");
            foreach (var line in wrong)
            {
                Broken++;
                await output.WriteLineAsync($"         {(line.Length > Shown ? line[..Shown] : line)}");
            }
        }
    }

    private IEnumerable<Hardship> All() =>
        BodyBombs.All(target)
            .Concat(VendorLies.All(target, clock))
            .Concat(SlowCallers.All(target, clock))
            .Concat(Crowds.All(target, clock))
            .Concat(Forgeries.All(target))
            .Concat(AddressTricks.All(target, clock))
            .Concat(HeaderTricks.All(target))
            .Concat(PathTricks.All(target));

    private async Task<string?> HealthAsync(CancellationToken cancel)
    {
        try
        {
            using var connection = new RawConnection(target.Address);
            var answer = await connection.SendAsync(Asking.For("GET", "/v1/clients?limit=1", "cpk_demo_admin"), cancel).WaitAsync(TimeSpan.FromSeconds(10), clock, cancel);
            return answer.Status == 200 ? null : $"afterwards a good request was answered {answer}";
        }
        catch (Exception fault) when (fault is IOException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return $"afterwards there was no answer: {fault.Message}";
        }
    }
}
