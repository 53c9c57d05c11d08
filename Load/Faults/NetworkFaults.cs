using System.Net;

namespace Counterpart.Load.Faults;

/// <summary>What happens on the ways between silos, and between a silo and the database.</summary>
internal static class NetworkFaults
{
    /// <summary>Longer than it takes to vote a silo dead.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(12);

    public static IEnumerable<Fault> Of(FaultGround ground)
    {
        if (ground.Networks is not { } networks)
        {
            yield break;
        }

        yield return Cut("network-two-silos", [(0, networks.Of(1)), (1, networks.Of(0))]);
        yield return Cut("network-silo-and-database", [(1, networks.OutsideToo)]);

        // The others vote it dead; it hears of it when it is back, and ends itself.
        yield return Cut("network-silo-alone", [(2, networks.Of(0)), (2, networks.Of(1)), (2, networks.Outside), (2, networks.OutsideToo)]);

        Fault Cut(string name, (int From, IPAddress To)[] ways) => new(
            name,
            async _ =>
            {
                foreach (var (from, to) in ways)
                {
                    await networks.CutAsync(from, to);
                }
            },
            async _ =>
            {
                foreach (var (from, to) in ways)
                {
                    await networks.HealAsync(from, to);
                }
            }) { Lasts = Lasts };
    }
}
