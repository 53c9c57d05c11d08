using System.Net;

namespace Counterpart.Load.Faults;

/// <summary>What outside systems do to us.</summary>
internal static class VendorFaults
{
    private static readonly string[] Told = ["gzip", "short", "surrogates", "nul", "numbers", "arrays", "page", "drip"];

    public static IEnumerable<Fault> Of(FaultGround ground) =>
    [
        // Some calls take longer than the product waits.
        Planned(ground, "vendor-slow", new { kind = "Delay", delayMs = 1500, probability = 0.7 }),
        Planned(ground, "vendor-limiting", new { kind = "Limit", probability = 0.7 }),
        Planned(ground, "vendor-failing", new { kind = "Fail", status = 500, probability = 0.7 }),
        Planned(ground, "vendor-answers-lost", new { kind = "ApplyThenFail", probability = 0.5 }),
        new Fault("vendor-dead", _ => ground.Laboratory.KillSimulatorsAsync(), ground.Laboratory.StartSimulatorsAsync),
        new Fault("vendor-cut-off", _ => Each(ground, relay => relay.Silent = true), _ => Each(ground, relay => relay.Silent = false)),
        new Fault(
            "vendor-answers-cut",
            _ => Each(ground, relay => relay.Cuts = 0.3),
            _ => Each(ground, relay => relay.Cuts = 0)),
        .. Lies(ground),
    ];

    private static Fault Planned(FaultGround ground, string name, object fault) => new(name, cancel => ground.PlanAsync(fault, cancel), ground.ForgetAsync);

    private static IEnumerable<Fault> Lies(FaultGround ground)
    {
        var partner = ground.To(ground.Laboratory.Wealthbox);
        var truth = new IPEndPoint(IPAddress.Loopback, ground.Laboratory.Wealthbox.Port);
        return Told.Select(lie => new Fault(
            $"vendor-lying-{lie}",
            _ =>
            {
                ground.Liar.Always = lie;
                partner.Target = (IPEndPoint)ground.Liar.EndPoint;
                partner.Break();
                return Task.CompletedTask;
            },
            _ =>
            {
                partner.Target = truth;
                partner.Break();
                return Task.CompletedTask;
            })
            { Lasts = TimeSpan.FromSeconds(3) });
    }

    private static Task Each(FaultGround ground, Action<Lab.Relay> change)
    {
        change(ground.To(ground.Laboratory.ClientWorks));
        change(ground.To(ground.Laboratory.Wealthbox));
        return Task.CompletedTask;
    }
}
