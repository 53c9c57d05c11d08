using System.Collections.Frozen;
using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>A pair of systems that can be linked.</summary>
/// <param name="Name">In paths and link keys: <c>clientworks-wealthbox</c>.</param>
/// <param name="Rules">How each field is kept in step; a firm may change them.</param>
public sealed record Integration(string Name, string HubSystem, string PartnerSystem, IReadOnlyList<FieldRule> Rules);

/// <summary>All integrations there are.</summary>
public static class Integrations
{
    private static readonly FrozenDictionary<string, Integration> ByName =
        new[] { ClientWorksWealthbox.Integration }.ToFrozenDictionary(integration => integration.Name, StringComparer.Ordinal);

    public static IReadOnlyList<Integration> All => ByName.Values;

    public static bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Integration? integration) =>
        ByName.TryGetValue(name, out integration);
}
