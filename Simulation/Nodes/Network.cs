namespace Counterpart.Simulation;

/// <summary>How long things take.</summary>
internal sealed class Network(World world)
{
    private readonly Dice store = world.Stream("store latency");
    private readonly Dice vendors = world.Stream("vendor latency");

    /// <summary>To the store, or back.</summary>
    public TimeSpan Store() => TimeSpan.FromMicroseconds(200 + store.Below(3000));

    /// <summary>To a vendor, or back: within what a window allows a call to be late by.</summary>
    public TimeSpan Vendor() => TimeSpan.FromMicroseconds(2000 + vendors.Below(60_000));

    public TimeSpan Seconds(double least, double most) => vendors.Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
}
