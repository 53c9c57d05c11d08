namespace Counterpart.Load.Fuzz;

/// <summary>Without Orleans no silo sends anything.</summary>
internal static class GrainCalls
{
    public static IEnumerable<Decoder> All => [];
}
