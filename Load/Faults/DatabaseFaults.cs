namespace Counterpart.Load.Faults;

/// <summary>What happens to the database that nodes share, and on the way there.</summary>
internal static class DatabaseFaults
{
    public static IEnumerable<Fault> Of(FaultGround ground)
    {
        var (server, relay) = (ground.Database!, ground.ToDatabase!);
        yield return new Fault("database-stopped", _ => server.StopAsync(), _ => server.RestartAsync());
        yield return new Fault("database-restarted", _ => server.StopAsync(), _ => server.RestartAsync()) { Lasts = TimeSpan.FromMilliseconds(100), Times = 3 };
        yield return new Fault("database-slow", _ => Do(() => relay.Delay = TimeSpan.FromMilliseconds(300)), _ => Do(() => relay.Delay = TimeSpan.Zero));
        yield return new Fault(
            "database-cut-off",
            _ => Do(() => relay.Silent = true),
            _ => Do(() => relay.Silent = false)) { Lasts = TimeSpan.FromSeconds(12) };
        yield return new Fault(
            "database-refusing",
            _ => Do(() =>
            {
                relay.Shut = true;
                relay.Break();
            }),
            _ => Do(() => relay.Shut = false));

        // What was asked is done, and nobody hears of it.
        yield return new Fault("database-answers-cut", _ => Do(() => relay.Cuts = 0.05), _ => Do(() => relay.Cuts = 0)) { Lasts = TimeSpan.FromSeconds(12) };
    }

    private static Task Do(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
